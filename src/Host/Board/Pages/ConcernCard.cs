using Monitor.Analysis.Concerns;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>How many questions that several people asked nobody has answered, and the one most asked.</summary>
internal static class ConcernCard
{
    public static async Task<Html> OfAsync(HttpContext context, ConcernDesk concerns, DateTimeOffset now, CancellationToken ct)
    {
        var found = (await concerns.GlanceAsync(ct)).Where(c => c.Askers > 1 && ConcernPage.Sees(context, c)).ToList();
        var open = found.Where(c => !c.Answered).ToList();
        return $"""
            <section id="concerns" class="card" data-live="posts"><h2>{Say("关切未答")} <small>{Say("最近 3 天")}</small></h2>
            <p><b class="count">{open.Count}</b> {Say("件多人问起的事尚无官方答复，{0} 件已有答复。", found.Count - open.Count)} <a href="/concerns">{Say("查看关切")}</a></p>{First(open, now)}</section>
            """;
    }

    private static Html First(List<Concern> open, DateTimeOffset now) => open.MaxBy(c => c.Askers) is { } most
        ? $"<p class=\"muted\">{Say("{0}：{1}", Say("问得最多"), StoryRows.Cut(most.Label, 40))} · {Say("{0} 人", most.Askers)} · {Say("已 {0}", Times.Span(now - most.FirstSeen))}</p>"
        : Html.Empty;
}
