using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.OwnNetwork;

/// <summary>
/// Says once that we ourselves are cut off, in place of an alarm for each target: read from results the witnesses did not let stand. One subject for
/// each vantage point.
/// </summary>
internal sealed class OwnNetworkDetector(OwnNetworkOptions options) : IDetector
{
    public const string KindName = "own-network";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Security, window);
        var fresh = window.Targets.Where(t => t.Enabled).SelectMany(t => Fresh(t, window)).ToList();
        foreach (var vantage in fresh.GroupBy(f => f.Vantage, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            if (Judge(vantage.Key, [.. vantage], window, open) is { } signal) yield return signal;
        foreach (var subject in open.Rest())
            yield return window.Targets.Any(t => t.Enabled) && window.Probes.Values.Any(p => p.Any(r => SubjectOf(r.Vantage ?? "") == subject))
                ? open.Unknown(subject, "本机网络状态未知", "没有最近的检测结果，不能说明本机网络已恢复。")
                : open.Unwatched(subject, "该检测点");
    }

    private static string SubjectOf(string vantage) => vantage.Length == 0 ? KindName : $"{KindName}-{vantage}";

    private Signal? Judge(string vantage, List<Seen> seen, JudgeWindow window, OpenSubjects open)
    {
        var (subject, name) = (SubjectOf(vantage), vantage.Length == 0 ? "本机" : $"检测点“{vantage}”");
        // A target that was cut off and can be told again shows that the others only wait for their next check.
        var returned = seen.Max(s => s.Returned);
        var cut = seen.Where(s => s.Cut.Count > 0 && !(s.Newest.At <= returned)).ToList();
        var results = cut.Sum(s => s.Cut.Count);
        if (cut.Count > 0 && (results >= options.Results || open.Contains(subject))) return open.Firing(Fire(subject, name, cut, seen.Count, results, window.Now));
        if (!open.Contains(subject)) return null;
        var back = seen.Where(s => s.Newest.State != ProbeState.Unknown).ToList();
        return back.Count > 0
            ? open.Clear(subject, $"{name}网络已恢复", $"{Moment(back.Max(s => s.Newest.At))} 起检测重新有效，{back.Count} 个目标的状态可以判断。期间的结果记为未知，不计入可用率。")
            : open.Unknown(subject, $"{name}网络状态未知", "最近的检测都无法判断，不能说明网络已恢复。");
    }

    private static Signal Fire(string subject, string name, List<Seen> cut, int watched, int results, DateTimeOffset now) => new()
    {
        Kind = KindName,
        Subject = subject,
        Team = Team.Security,
        Level = cut.Count == watched ? WarningLevel.Orange : WarningLevel.Yellow,
        At = now,
        Since = cut.Min(s => s.Cut[^1].At),
        Title = $"{name}网络异常，{(cut.Count == watched ? "所有" : "部分")}目标状态未知",
        Why = $"{watched} 个目标中 {cut.Count} 个的检测因{name}网络异常无效，目标未必有故障，在此期间也发现不了故障。{Quote(cut.MaxBy(s => s.Newest.At)!.Newest.Message ?? "", 160)}",
        Evidence = [.. cut.Select(s => s.Target).Order(StringComparer.Ordinal).Take(10)],
        Numbers = new Dictionary<string, double> { ["targets"] = cut.Count, ["watched"] = watched, ["results"] = results },
    };

    /// <summary>What each vantage point saw last of a target, with the latest run of results that our network spoilt.</summary>
    private IEnumerable<Seen> Fresh(TargetDefinition target, JudgeWindow window)
    {
        var limit = options.StaleAfter > 3 * target.Interval ? options.StaleAfter : 3 * target.Interval;
        var all = window.Probes.GetValueOrDefault(target.Id, []);
        if (all.Count == 0) yield break;
        // Nearly always: looked at from here, and nothing was cut off.
        if (all.All(r => r.Vantage is null && !IsCut(r)))
        {
            if (window.Now - all[0].At <= limit) yield return new Seen("", target.Id, all[0], [], null);
            yield break;
        }

        foreach (var results in all.GroupBy(r => r.Vantage ?? "", StringComparer.Ordinal))
            if (window.Now - results.First().At <= limit)
                yield return new Seen(results.Key, target.Id, results.First(), [.. results.TakeWhile(IsCut)], Returned([.. results], window.Now - limit));
    }

    /// <summary>When a target that was cut off lately could first be told again; null when it still cannot, or never was.</summary>
    private static DateTimeOffset? Returned(List<ProbeResult> results, DateTimeOffset since)
    {
        var cut = results.FindIndex(IsCut);
        return cut > 0 && results[cut].At >= since ? results.Take(cut).LastOrDefault(r => r.State != ProbeState.Unknown)?.At : null;
    }

    private static bool IsCut(ProbeResult result) => result.FailedPhase == ProbeResult.OwnNetwork;

    private sealed record Seen(string Vantage, string Target, ProbeResult Newest, IReadOnlyList<ProbeResult> Cut, DateTimeOffset? Returned);
}
