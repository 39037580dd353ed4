using Monitor.Core.Cases;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>Cases as columns by state; on a phone one below the other.</summary>
internal static class CaseCards
{
    public static Html Columns(Desk desk, IReadOnlyList<Case> cases) =>
        $"<div class=\"columns\">{Enum.GetValues<CaseState>().Select(s => Column(desk, s, [.. cases.Where(c => c.State == s)]))}</div>";

    public static Html Clocks(Desk desk, Case subject) =>
        $"{CaseClock.Of(subject, desk.Config.Cases.Limits, desk.Now).Select(c => (Html)$"{CaseWord.Of(c)} ")}";

    public static string Department(Desk desk, Case subject) =>
        subject.Department is null ? "未转办" : desk.Config.Cases.Departments.FirstOrDefault(d => d.Id == subject.Department)?.Name ?? subject.Department;

    private static Html Column(Desk desk, CaseState state, IReadOnlyList<Case> cases)
    {
        Html body = cases.Count == 0 ? (Html)$"<p class=\"empty\">没有</p>" : $"{cases.Select(c => Card(desk, c))}";
        return $"<section class=\"column\" aria-label=\"{CaseWord.Of(state)}\"><h2>{CaseWord.Of(state)} <small>{cases.Count}</small></h2>{body}</section>";
    }

    private static Html Card(Desk desk, Case c) => $"""
        <article class="case edge-{c.Level.ToString().ToLowerInvariant()}"><p>{Badges.Of(c.Level)} {(c.Verdict is { } v ? (Html)$"<span class=\"badge\">{CaseWord.Of(v)}</span>" : Html.Empty)}</p>
        <a class="title" href="{Links.To("cases", c.Id)}">{StoryRows.Cut(c.Title, 60)}</a>
        <p>{Clocks(desk, c)}</p><p class="muted">{Department(desk, c)} · {c.Handler ?? "未指定处置人"} · {Times.Tag(c.OpenedAt)}</p></article>
        """;
}
