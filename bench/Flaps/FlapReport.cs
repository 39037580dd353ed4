using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Bench.Flaps;

/// <summary>What was seen and what people were told.</summary>
internal sealed class FlapReport
{
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _downs = new(StringComparer.Ordinal);
    private readonly List<Notice> _notices = [];

    public int Results { get; private set; }

    /// <summary>Failures of targets that only fail singly.</summary>
    public int Singles { get; private set; }

    /// <summary>By target, failed results up to the look that opened its first outage.</summary>
    public Dictionary<string, int> OpenedAfter { get; } = new(StringComparer.Ordinal);

    public void See(ProbeResult result)
    {
        Results++;
        if (result.State != ProbeState.Down) return;
        _downs[result.TargetId] = _downs.GetValueOrDefault(result.TargetId) + 1;
        if (result.TargetId.StartsWith("noisy-", StringComparison.Ordinal)) Singles++;
    }

    public void Hear(JudgeOutcome outcome)
    {
        foreach (var alert in outcome.Changed)
        {
            if (_alerts.TryAdd(alert.Id, alert) && alert.Kind == "outage") OpenedAfter.TryAdd(alert.Subject, _downs.GetValueOrDefault(alert.Subject));
            _alerts[alert.Id] = alert;
        }

        _notices.AddRange(outcome.Notices);
    }

    /// <summary>What was told of a target by rules of this kind.</summary>
    public IReadOnlyList<NoticeKind> Told(string target, string kind = "outage") =>
        [.. _notices.Where(n => n.AlertId is { } id && _alerts[id].Subject == target && _alerts[id].Kind == kind).Select(n => n.Kind)];

    /// <summary>Alerts of targets that deserve none.</summary>
    public IReadOnlyList<Alert> False => [.. _alerts.Values.Where(a => a.Subject is not (FlapPlay.Outage or FlapPlay.Flapping))];

    public IReadOnlyList<Alert> Open => [.. _alerts.Values.Where(a => a.State != AlertState.Resolved)];
}
