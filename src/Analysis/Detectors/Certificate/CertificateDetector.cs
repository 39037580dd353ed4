using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.Certificate;

/// <summary>Trouble with a target's certificate, told from the newest check that could see it.</summary>
internal sealed class CertificateDetector(CertificateOptions options) : IDetector
{
    public const string KindName = "certificate";
    private const string Expiring = "tls.expiring";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Security, window);
        foreach (var target in window.Targets.Where(t => t.Enabled))
        {
            if (Judge(target, window, open) is { } signal) yield return signal;
        }

        foreach (var subject in open.Rest())
            yield return open.Unwatched(subject, "该目标");
    }

    private Signal? Judge(TargetDefinition target, JudgeWindow window, OpenSubjects open)
    {
        var results = window.Probes.GetValueOrDefault(target.Id, []);
        var limit = options.StaleAfter > 3 * target.Interval ? options.StaleAfter : 3 * target.Interval;
        var newest = results.Count > 0 && window.Now - results[0].At <= limit ? results[0] : null;
        if (newest is not null && Worrying(newest).ToList() is { Count: > 0 } findings)
            return open.Firing(Fire(target, newest, findings, Since(results), window.Now));
        if (!open.Contains(target.Id)) return null;
        return newest is { State: ProbeState.Up }
            ? open.Clear(target.Id, $"{target.Name} 证书正常", $"{Moment(newest.At)} 检测正常，未再发现证书问题。")
            : open.Unknown(target.Id, $"{target.Name} 证书状态未知", "最近的检测未能看到证书，不能认定问题已解决。");
    }

    private IEnumerable<Finding> Worrying(ProbeResult result) => result.Findings
        .Where(f => options.Codes.Any(c => f.Code.StartsWith(c, StringComparison.Ordinal)) && (f.Severity >= options.MinSeverity || (f.Code == Expiring && Lines(result) > 0)))
        .OrderByDescending(f => f.Severity);

    /// <summary>How many of the lines before its end the certificate has passed; 0 where the result does not hold it.</summary>
    private int Lines(ProbeResult result) =>
        result.Certificate is { } shown ? options.ExpiryDays.Distinct().Count(d => shown.NotAfter - result.At <= TimeSpan.FromDays(d)) : 0;

    /// <summary>Oldest of the newest unbroken run of results with such a finding; results that could not see are stepped over.</summary>
    private DateTimeOffset Since(IReadOnlyList<ProbeResult> results)
    {
        var since = results[0].At;
        foreach (var result in results)
        {
            if (Worrying(result).Any()) since = result.At;
            else if (result.State == ProbeState.Up) break;
        }

        return since;
    }

    private Signal Fire(TargetDefinition target, ProbeResult newest, List<Finding> findings, DateTimeOffset since, DateTimeOffset now) => new()
    {
        Kind = KindName,
        Subject = target.Id,
        Team = Team.Security,
        // Far from its end it is a word in time, not yet a trouble.
        Level = findings.TrueForAll(f => f.Severity < FindingSeverity.Medium) ? WarningLevel.Blue : WarningLevel.Yellow,
        Step = findings.Exists(f => f.Code == Expiring) ? Lines(newest) : 0,
        At = now,
        Since = since,
        Title = $"{target.Name} 证书有问题",
        Why = string.Join("；", findings.Take(3).Select(f => $"{Quote(f.Message, 120)}（{f.Code}）")),
        Evidence = [newest.At.ToString("O")],
        Numbers = new Dictionary<string, double> { ["findings"] = findings.Count },
    };
}
