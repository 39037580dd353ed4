using Monitor.Core.Posts;
using Monitor.Core.Text;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

internal static class StoryRows
{
    public static Html List(IEnumerable<Story> stories)
    {
        var items = stories.Select(s => (Html)$"""
            <li><a class="title" href="{Links.To("stories", s.Id)}">{Cut(s.Text, 60)}</a>
            <p class="muted">{Terms.Of(s.Topic)} · {Say("{0} 帖", s.Posts)} · {Say("{0} 平台", s.Platforms)} · {Say("最高风险")} {s.MaxRisk:0.00}</p></li>
            """).ToList();
        return items.Count == 0 ? (Html)$"<p class=\"empty\">{Say("最近 24 小时没有话题。")}</p>" : $"<ol class=\"rows\">{items}</ol>";
    }

    public static Html Row(Story s) => $"""
        <tr><td class="wide"><a href="{Links.To("stories", s.Id)}">{Cut(s.Text, 80)}</a></td><td>{Terms.Of(s.Topic)}</td><td class="num">{s.Posts}</td>
        <td class="num">{s.Authors}</td><td class="num">{s.Platforms}</td><td class="num">{s.MaxRisk:0.00}</td><td>{Times.Tag(s.FirstSeen)}</td><td>{Times.Tag(s.LastSeen)}</td></tr>
        """;

    public static string Cut(string text, int length) => text.Length <= length ? text : text.CutTo(length) + "…";
}
