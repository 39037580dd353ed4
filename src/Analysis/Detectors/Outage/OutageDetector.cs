using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.Outage;

/// <summary>Confirmed outage or degradation of a target. Unknown results neither confirm nor end one.</summary>
internal sealed class OutageDetector(OutageOptions options) : IDetector
{
    public const string KindName = "outage";

    public string Kind => KindName;

    /// <summary>What all signals about one target's trouble share.</summary>
    public static string IncidentOf(string targetId) => "target:" + targetId;

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
        var sight = TargetSight.Of(target, window, options.StaleAfter);
        if (sight.Blind is { } reason) return open.Contains(target.Id) ? open.Unknown(target.Id, $"{target.Name} 状态未知", reason) : null;
        if (sight.IsDown) return open.Firing(Fire(target, sight.Down, WarningLevel.Orange, window.Now));
        if (sight.Fails) return open.Firing(Fire(target, sight.Bad, WarningLevel.Yellow, window.Now));
        if (!open.Contains(target.Id)) return null;

        var up = sight.Up.Count;
        return up >= options.RecoverAfter
            ? open.Clear(target.Id, $"{target.Name} 已恢复", $"最近连续 {up} 次检测正常（要求 {options.RecoverAfter} 次）。")
            : open.Unknown(target.Id, $"{target.Name} 恢复待确认", $"最近连续 {up} 次检测正常，确认恢复需要 {options.RecoverAfter} 次。");
    }

    private static Signal Fire(TargetDefinition target, IReadOnlyList<ProbeResult> run, WarningLevel level, DateTimeOffset now)
    {
        var newest = run[0];
        var what = level == WarningLevel.Orange ? "无法正常访问" : "服务降级";
        var message = string.IsNullOrWhiteSpace(newest.Message) ? "检测未给出说明" : Quote(newest.Message, 200);
        return new Signal
        {
            Kind = KindName,
            Subject = target.Id,
            Team = Team.Security,
            Level = level,
            At = now,
            Since = run[^1].At,
            Title = $"{target.Name} {what}",
            Why = $"连续 {run.Count} 次检测异常（阈值 {target.Confirm} 次），失败环节：{Phase(newest)}；{message}",
            Evidence = [.. run.Take(10).Select(r => r.At.ToString("O"))],
            Incident = IncidentOf(target.Id),
            Numbers = new Dictionary<string, double> { ["consecutive"] = run.Count, ["confirm"] = target.Confirm },
        };
    }

    private static string Phase(ProbeResult result) => result.FailedPhase switch
    {
        "dns" => "域名解析（dns）",
        "connect" => "建立连接（connect）",
        "tls" => "加密握手（tls）",
        "first-byte" => "等待首字节（first-byte）",
        "body" => "读取内容（body）",
        "check" => "内容核验（check）",
        null => "未标明",
        var other => other,
    };
}
