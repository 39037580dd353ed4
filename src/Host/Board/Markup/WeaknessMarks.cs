using Monitor.Alerts.Weaknesses;
using Monitor.Core.Weaknesses;

namespace Monitor.Host.Board.Markup;

/// <summary>The register's rows and small coloured words.</summary>
internal static class WeaknessMarks
{
    private static readonly string[] Heads = ["编号", "系统", "程度", "隐患", "状态", "首次发现", "最近发现", "期限", "责任人"];

    public static Html Of(WeaknessState state) => $"<span class=\"badge risk-{(state switch
    {
        WeaknessState.Fixed => "low",
        WeaknessState.Accepted => "unsure",
        _ => "high",
    })}\">{WeaknessWords.Of(state)}</span>";

    public static Html Due(Weakness w, DateTimeOffset now) => w.IsOverdueAt(now)
        ? (Html)$"<span class=\"badge risk-high\">{WeaknessWords.Due(w, now)}</span>"
        : $"{WeaknessWords.Due(w, now)}";

    public static Html Table(Desk desk, IEnumerable<Weakness> items, string whenEmpty) => Tables.Of("隐患台账", Heads, items.Select(w => Row(desk, w)), whenEmpty);

    private static Html Row(Desk desk, Weakness w) => $"""
        <tr><td><a href="{Links.To("weaknesses", w.Id)}">{w.Id}</a></td><td>{desk.TargetName(w.TargetId)}</td><td>{Badges.Of(w.Severity)}</td>
        <td class="wide">{w.Message} <code>{w.Code}</code>{(w.Subject is null ? Html.Empty : (Html)$" <span class=\"muted\">{w.Subject}</span>")}</td>
        <td>{Of(w.StateAt(desk.Now))}</td><td>{Times.Tag(w.FirstSeen)}</td><td>{Times.Tag(w.LastSeen)}</td><td>{Due(w, desk.Now)}</td><td>{w.Owner ?? "未指定"}</td></tr>
        """;
}
