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
        var recover = target.Recover ?? options.RecoverAfter;
        var sight = TargetSight.Of(target, window, options.StaleAfter, recover);
        if (sight.Blind is { } reason) return open.Contains(target.Id) ? open.Unknown(target.Id, $"{target.Name} 状态未知", reason) : null;
        if (sight is { IsDown: true, Easing: false }) return open.Firing(Fire(sight, sight.Down, WarningLevel.Orange, window.Now));
        if (sight is { Fails: true, Easing: false }) return open.Firing(Fire(sight, sight.Bad, WarningLevel.Yellow, window.Now));
        if (!open.Contains(target.Id)) return null;

        return !sight.Fails && sight.Recovered(recover)
            ? open.Clear(target.Id, $"{target.Name} 已恢复", $"最近连续 {sight.Good} 次检测正常（要求 {recover} 次）。")
            : open.Unknown(target.Id, $"{target.Name} 恢复待确认", $"最近连续 {sight.Good} 次检测正常，确认恢复需要 {recover} 次。");
    }

    private static Signal Fire(TargetSight sight, IReadOnlyList<ProbeResult> run, WarningLevel level, DateTimeOffset now)
    {
        var (target, newest) = (sight.Target, run[0]);
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
            Why = $"{Count(sight, run.Count)}，失败环节：{Phase(newest)}；{message}",
            Evidence = [.. run.Take(10).Select(r => r.At.ToString("O"))],
            Incident = IncidentOf(target.Id),
            Numbers = new Dictionary<string, double> { ["consecutive"] = run.Count, ["confirm"] = target.Confirm, ["vantages"] = sight.Failing },
        };
    }

    private static string Count(TargetSight sight, int failed)
    {
        var target = sight.Target;
        var inARow = sight.Points.Count == 1 && sight.Known.TakeWhile(r => r.State != ProbeState.Up).Count() >= failed;
        var threshold = target.Of is { } of && of > target.Confirm ? $"{of} 次中 {target.Confirm} 次" : $"{target.Confirm} 次";
        var text = $"{(inARow ? "连续" : "累计")} {failed} 次检测异常（阈值 {threshold}）";
        return sight.Points.Count > 1 || target.Vantages > 1 ? $"{text}，{sight.Points.Count} 个检测点中 {sight.Failing} 个看到（要求 {target.Vantages} 个）" : text;
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
