using Monitor.Analysis.Concerns;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>关切: what people want to know, and whether they have been told. Unanswered ones first, the most asked on top.</summary>
internal static class ConcernPage
{
    private const int Most = 60;
    private const int Samples = 5;

    public static async Task<IResult> Show(HttpContext context, Desk desk, ConcernDesk concerns, CancellationToken ct)
    {
        var found = (await concerns.FindAsync(ct)).Where(c => c.Askers > 1 && Sees(context, c)).ToList();
        await PostRows.NoteAsync(context, found.SelectMany(c => c.Posts.TakeLast(Samples)), ct);
        var open = found.Where(c => !c.Answered).Take(Most).ToList();
        var answered = found.Where(c => c.Answered).Take(Most).ToList();
        Html body = $"""
            <section id="concerns-open" class="card" data-live="posts"><h2>尚无官方答复 <small>最近 3 天，问的人多的在前</small></h2>{List(desk, open, "最近 3 天没有多人问起而未答复的事。")}</section>
            <section id="concerns-answered" class="card" data-live="posts"><h2>已有官方答复 <small>答复由内容比对得出，请核对原文</small></h2>{List(desk, answered, "还没有找到与关切对应的官方答复。")}</section>
            """;
        return new PageResult("关切", "/concerns", body);
    }

    /// <summary>A concern speaks with the words of its posts: one restricted post among them makes it so.</summary>
    public static bool Sees(HttpContext context, Concern c) => Permissions.SeesRestricted(context.User) || !c.Posts.Any(Permissions.IsRestricted);

    private static Html List(Desk desk, List<Concern> concerns, string empty) =>
        concerns.Count == 0 ? (Html)$"<p class=\"empty\">{empty}</p>" : $"<ol class=\"rows concerns\">{concerns.Select(c => Row(desk, c))}</ol>";

    private static Html Row(Desk desk, Concern c) => $"""
        <li><p class="title">{StoryRows.Cut(c.Label, 90)}</p>
        <p class="muted">{c.Askers} 人 · {c.Posts.Count} 帖（提问 {c.Questions}）· {string.Join("、", c.Topics.Take(2).Select(Terms.Of))}{Words(c)} · 首见 {Times.Tag(c.FirstSeen)} · 最近 {Times.Tag(c.LastSeen)} · {Trend(c)}</p>
        {Answer(desk, c)}
        <details><summary>看原帖</summary><ul>{c.Posts.TakeLast(Samples).Reverse().Select(p => (Html)$"<li><a href=\"{Links.To("posts", p.Id)}\">{StoryRows.Cut(p.FullText, 80)}</a> <span class=\"muted\">{desk.SourceName(p.SourceId)}</span></li>")}</ul></details></li>
        """;

    private static Html Answer(Desk desk, Concern c) => c.Answer switch
    {
        null => (Html)$"<p><b>尚无官方答复</b>，已 {Age(desk.Now - c.FirstSeen)}。</p>",
        { Sure: true } a => $"<p><b>官方答复</b>：“{StoryRows.Cut(a.Quote, 140)}” {From(desk, a)}</p>",
        var a => $"<p><b>尚无官方答复</b>，已 {Age(desk.Now - c.FirstSeen)}。可能相关（待核）：“{StoryRows.Cut(a.Quote, 100)}” {From(desk, a)}</p>",
    };

    private static Html From(Desk desk, ConcernAnswer a) =>
        $"<a href=\"{Links.To("posts", a.Post.Id)}\">{desk.SourceName(a.Post.SourceId)}</a>，{Times.Tag(a.Post.Published)}，匹配度 {a.Confidence:0.00} {(a.Post.Url is null ? Html.Empty : Links.Outside(a.Post.Url))}";

    private static string Words(Concern c) => c.Terms.Count == 0 ? "" : " · " + string.Join(" ", c.Terms);

    private static string Trend(Concern c) => (c.Recent > c.Before ? "上升" : c.Recent < c.Before ? "回落" : "平稳") + $"（近 6 小时 {c.Recent} 帖，此前 {c.Before} 帖）";

    private static string Age(TimeSpan age) => age switch
    {
        { TotalHours: < 1 } => $"{Math.Max(1, (int)age.TotalMinutes)} 分钟",
        { TotalDays: < 2 } => $"{(int)age.TotalHours} 小时",
        _ => $"{(int)age.TotalDays} 天",
    };
}
