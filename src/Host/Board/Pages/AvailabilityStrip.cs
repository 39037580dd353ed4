using System.Globalization;
using Monitor.Core.Probes;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>A day and a week at a glance, from roll-ups. Height says the same as colour: the taller, the worse; a gap is a time without results.</summary>
internal static class AvailabilityStrip
{
    private const int Cells = 96;

    public static async Task<Html> SectionAsync(Desk desk, TargetDefinition target, CancellationToken ct) => $"""
        <section id="strips" class="card" data-live="probes"><h2>{Say("可用情况")} <small>{Say("柱越高越差，空白为没有结果")}</small></h2>
        {await StripAsync(desk, target, Say("最近 24 小时"), TimeSpan.FromMinutes(15), ct)}{await StripAsync(desk, target, Say("最近 7 天"), TimeSpan.FromMinutes(105), ct)}</section>
        """;

    private static async Task<Html> StripAsync(Desk desk, TargetDefinition target, string name, TimeSpan cell, CancellationToken ct)
    {
        var now = desk.Now;
        var from = ProbeBucket.StartOf(now - (cell * Cells)) + ProbeBucket.Width;
        var curve = await desk.Archive.ProbeCurveAsync(target.Id, from, now, ProbeBucket.Width, ct);
        var (known, down) = (curve.Sum(b => b.Known), curve.Sum(b => b.Down));
        var cells = curve.GroupBy(b => (int)((b.At - from) / cell)).Where(g => g.Key is >= 0 and < Cells);
        var text = known == 0 ? Say("没有结果") : Say("{0} 次有效探测，{1} 次失败（{2}）", known, down, (100.0 * down / known).ToString("0.##", CultureInfo.InvariantCulture) + " %");
        return $"""
            <figure class="span"><figcaption>{Say("{0}：{1}", name, text)}</figcaption><svg class="strip" viewBox="0 0 {Cells * 4} 24" preserveAspectRatio="none" role="img" aria-label="{Say("{0}：{1}", name, text)}">
            <rect x="0" y="23" width="{Cells * 4}" height="1" class="base"/>{cells.Select(Bar)}</svg></figure>
            """;
    }

    private static Html Bar(IGrouping<int, ProbeBucket> cell)
    {
        var (down, degraded, known) = (cell.Sum(b => b.Down), cell.Sum(b => b.Degraded), cell.Sum(b => b.Known));
        var (height, state) = known == 0 ? (4, "unknown") : down > 0 ? (16 + (8 * down / known), "down") : degraded > 0 ? (13, "degraded") : (8, "up");
        return $"<rect x=\"{cell.Key * 4}\" y=\"{24 - height}\" width=\"3\" height=\"{height}\" class=\"cell-{state}\"/>";
    }
}
