using System.Globalization;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>How available a target was in each phase of the season so far, and in the last day and month, by time.</summary>
internal static class TargetAvailability
{
    public static async Task<Html> SectionAsync(TargetDefinition target, Desk desk, CancellationToken ct)
    {
        var (now, season) = (desk.Now, desk.Config.Season);
        IEnumerable<Phase> stretches =
        [
            new() { Name = Say("最近 24 小时"), From = now.AddDays(-1), Until = now }, new() { Name = Say("最近 30 天"), From = now.AddDays(-30), Until = now },
            .. season.Phases.Where(p => p.From < now).OrderByDescending(p => p.From),
        ];
        var rows = new List<Html>();
        foreach (var stretch in stretches)
        {
            var curve = await desk.Archive.ProbeCurveAsync(target.Id, stretch.From, stretch.Until < now ? stretch.Until : now, ProbeBucket.Width, ct);
            rows.Add(Row(stretch, target, Availability.Of(target, season, curve)));
        }

        return $"""
            <section id="availability" class="card"><h2>{Say("可用率")} <small>{Say("按时间；目标 {0}；未知、无数据和维护时段不计，关键时段的不可用加倍计入预算", Percent(target.Slo / 100))}</small></h2>
            {Tables.Of("可用率", ["时段", "#可用率", "不可用", "有效监测", "无法判断", "#预算已用"], rows, "还没有数据。")}</section>
            """;
    }

    private static Html Row(Phase stretch, TargetDefinition target, Availability a) => $"""
        <tr><td>{stretch.Name}</td><td class="num">{(a.Share is { } share ? Percent(share) : Say("无数据"))}</td><td>{Times.Span(a.Bad)}</td><td>{Times.Span(a.Known)}</td><td>{Times.Span(a.Unknown)}</td>
        <td class="num">{(a.BudgetUsed(target.Slo / 100) is { } used ? used.ToString("P0", CultureInfo.InvariantCulture) : "")}</td></tr>
        """;

    private static string Percent(double share) => (Math.Floor(share * 1e5) / 1e3).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
