using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Decides what signals mean for alerts. One trouble is one alert from its first firing look until it was clear for the hold-down;
/// people hear of its opening, of each rise in level and of its end, and of nothing else. Missing data never ends an alert.
/// </summary>
public sealed class AlertBook : IAlertBook
{
    private readonly AlertBookOptions _options;
    private readonly Router _router;
    private readonly Memory _memory = new();
    private readonly Lock _lock = new();

    /// <param name="options">How patient to be.</param>
    /// <param name="channels">Ways out to people, with their teams and lowest levels.</param>
    /// <param name="compose">Writes one notice for an alert, a kind, a channel id and a moment; its id must be the idempotency key.</param>
    public AlertBook(
        AlertBookOptions options,
        IReadOnlyList<ChannelDefinition> channels,
        Func<Alert, NoticeKind, string, DateTimeOffset, Notice> compose)
    {
        _options = options;
        _router = new Router(channels, compose);
    }

    public JudgeOutcome Decide(IReadOnlyList<Alert> open, IReadOnlyList<Signal> signals, DateTimeOffset now)
    {
        lock (_lock)
        {
            var byFingerprint = open.Where(a => a.State != AlertState.Resolved)
                .DistinctBy(a => a.Fingerprint, StringComparer.Ordinal)
                .ToDictionary(a => a.Fingerprint, StringComparer.Ordinal);
            _memory.KeepOnly(byFingerprint.Values.Select(a => a.Id));
            var verdicts = new Verdicts();
            foreach (var signal in SignalMerge.OnePerFingerprint(signals))
                Judge(byFingerprint.GetValueOrDefault(signal.Fingerprint), signal, now, verdicts);
            return verdicts.Outcome();
        }
    }

    public JudgeOutcome Acknowledge(Alert alert, string who, DateTimeOffset now)
    {
        if (alert.State is AlertState.Resolved or AlertState.Acknowledged) return new JudgeOutcome();
        var taken = alert with
        {
            State = AlertState.Acknowledged,
            AcknowledgedBy = who,
            AcknowledgedAt = now,
            UpdatedAt = now,
            Version = alert.Version + 1,
        };
        var decision = new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.Acknowledged, $"{who} 已确认，除升级和结束外不再通知。", false);
        return new JudgeOutcome { Changed = [taken], Decisions = [decision] };
    }

    private void Judge(Alert? alert, Signal signal, DateTimeOffset now, Verdicts verdicts)
    {
        switch (signal.State)
        {
            case SignalState.Firing when alert is null:
                Open(signal, now, verdicts);
                break;
            case SignalState.Firing when signal.Level > alert!.Level:
                Escalate(alert, signal, now, verdicts);
                break;
            case SignalState.Firing:
                Continue(alert, signal, now, verdicts);
                break;
            case SignalState.Unknown when alert is not null:
                if (_memory.IsNews(alert.Id, DecisionReason.UnknownKept))
                    verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.UnknownKept, "数据缺失不等于恢复，预警保持。" + signal.Why, false));
                break;
            case SignalState.Clear when alert is not null:
                End(alert, signal, now, verdicts);
                break;
        }
    }

    private void Open(Signal signal, DateTimeOffset now, Verdicts verdicts)
    {
        var alert = new Alert
        {
            Id = AlertIds.Of(signal.Fingerprint, now),
            Fingerprint = signal.Fingerprint,
            Kind = signal.Kind,
            Subject = signal.Subject,
            Team = signal.Team,
            Level = signal.Level,
            LevelIssued = Issued(signal.Level),
            State = AlertState.Firing,
            Title = signal.Title,
            Why = signal.Why,
            Evidence = signal.Evidence,
            Incident = signal.Incident,
            Restricted = signal.Restricted,
            Since = signal.Since == default ? now : signal.Since,
            OpenedAt = now,
            UpdatedAt = now,
            LastFiring = now,
            Version = 1,
        };
        _memory.Fired(alert.Id, now);
        Tell(alert, NoticeKind.Opened, DecisionReason.Opened, signal.Why, now, verdicts);
    }

    private void Escalate(Alert alert, Signal signal, DateTimeOffset now, Verdicts verdicts)
    {
        var raised = Refreshed(alert, signal, now) with { Level = signal.Level, LevelIssued = Issued(signal.Level) };
        _memory.Fired(alert.Id, now);
        Tell(raised, NoticeKind.Escalated, DecisionReason.Escalated, $"等级由{Levels.Name(alert.Level)}升为{Levels.Name(signal.Level)}。{signal.Why}", now, verdicts);
    }

    private void Continue(Alert alert, Signal signal, DateTimeOffset now, Verdicts verdicts)
    {
        var wavered = _memory.WasWavering(alert.Id);
        _memory.Fired(alert.Id, now);
        if (_memory.IsNews(alert.Id, DecisionReason.StillFiring) && wavered)
            verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.StillFiring, "仍在持续，不重复通知。" + signal.Why, false));
        if (wavered || Visible(alert, signal) || now - alert.LastFiring >= _options.TouchEvery)
            verdicts.Change(Refreshed(alert, signal, now));
    }

    private void End(Alert alert, Signal signal, DateTimeOffset now, Verdicts verdicts)
    {
        var clearFor = now - _memory.LastFiring(alert);
        if (clearFor < _options.HoldDown)
        {
            if (_memory.IsNews(alert.Id, DecisionReason.HeldDown))
                verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.HeldDown, $"已不再触发，观察 {_options.HoldDown.TotalSeconds:0} 秒后才算结束。{signal.Why}", false));
            return;
        }

        var resolved = alert with { State = AlertState.Resolved, ResolvedAt = now, UpdatedAt = now, Why = signal.Why, Version = alert.Version + 1 };
        Tell(resolved, NoticeKind.Resolved, DecisionReason.Resolved, signal.Why, now, verdicts);
    }

    private void Tell(Alert alert, NoticeKind kind, DecisionReason reason, string text, DateTimeOffset now, Verdicts verdicts)
    {
        var notices = _router.Notices(alert, kind, now);
        verdicts.Change(alert);
        verdicts.Send(notices);
        var unheard = notices.Count == 0 ? "（没有渠道接收该团队此等级的通知）" : "";
        verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, reason, text + unheard, notices.Count > 0));
        _memory.IsNews(alert.Id, reason);
    }

    private bool Issued(WarningLevel level) => level < WarningLevel.Orange || _options.IssueAutomatically;

    /// <summary>Level and team stay: a level only rises while the alert lives.</summary>
    private static Alert Refreshed(Alert alert, Signal signal, DateTimeOffset now) => alert with
    {
        Title = signal.Title,
        Why = signal.Why,
        Evidence = signal.Evidence,
        Restricted = alert.Restricted || signal.Restricted,
        UpdatedAt = now,
        LastFiring = now,
        Version = alert.Version + 1,
    };

    private static bool Visible(Alert alert, Signal signal) =>
        alert.Title != signal.Title || alert.Why != signal.Why || !alert.Evidence.SequenceEqual(signal.Evidence, StringComparer.Ordinal);
}
