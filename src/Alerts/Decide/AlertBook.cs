using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Decides what signals mean for alerts. One trouble is one alert from its first firing look until it was clear for the hold-down;
/// people hear of its opening, of each rise in level and of its end. Missing data never ends an alert. What an alert is stands here;
/// who hears of it, and when, is the <see cref="Teller"/>'s.
/// </summary>
public sealed class AlertBook : IAlertBook
{
    private readonly AlertBookOptions _options;
    private readonly AlertingOptions _rules;
    private readonly Teller _teller;
    private readonly BookMemory _memory;

    /// <param name="options">How patient to be.</param>
    /// <param name="channels">Ways out to people, with their teams and lowest levels.</param>
    /// <param name="voice">Writes notices.</param>
    /// <param name="memory">What an earlier book of this process remembers.</param>
    public AlertBook(AlertBookOptions options, IReadOnlyList<ChannelDefinition> channels, NoticeVoice voice, BookMemory? memory = null)
    {
        (_options, _rules, _memory) = (options, options.Rules, memory ?? new BookMemory());
        _teller = new Teller(options, new Router(channels), voice, _memory);
    }

    public JudgeOutcome Decide(IReadOnlyList<Alert> open, IReadOnlyList<Signal> signals, Standing standing, DateTimeOffset now)
    {
        lock (_memory.Gate)
        {
            var byFingerprint = open.Where(a => a.State != AlertState.Resolved)
                .DistinctBy(a => a.Fingerprint, StringComparer.Ordinal)
                .ToDictionary(a => a.Fingerprint, StringComparer.Ordinal);
            _memory.KeepOnly(byFingerprint.Values, now - _rules.FlapWithin);
            var verdicts = new Verdicts(byFingerprint.Values);
            foreach (var signal in SignalMerge.OnePerFingerprint(signals))
                Judge(byFingerprint.GetValueOrDefault(signal.Fingerprint), signal, now, verdicts);
            _teller.Tell(verdicts, standing, now);
            return verdicts.Outcome();
        }
    }

    public JudgeOutcome Acknowledge(Alert alert, string who, DateTimeOffset now)
    {
        if (alert.State is AlertState.Resolved || alert.AcknowledgedAt is not null) return new JudgeOutcome();
        var taken = alert with
        {
            // What flaps goes on flapping, whoever has taken it.
            State = alert.State == AlertState.Flapping ? AlertState.Flapping : AlertState.Acknowledged,
            AcknowledgedBy = who,
            AcknowledgedAt = now,
            UpdatedAt = now,
            Version = alert.Version + 1,
        };
        var decision = new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.Acknowledged, $"{who} 已确认，除升级和结束外不再通知。", false);
        return new JudgeOutcome { Changed = [taken], Decisions = [decision] };
    }

    public JudgeOutcome Issue(Alert alert, string who, DateTimeOffset now)
    {
        if (alert.State is AlertState.Resolved || alert.LevelIssued) return new JudgeOutcome();
        var issued = alert with
        {
            LevelIssued = true,
            IssuedBy = who,
            UpdatedAt = now,
            // Who hears of the issue hears the level with it; a rise that a known cause held back is no news any more.
            Told = alert.Told is null ? null : [.. alert.Told.Select(t => t.Level < alert.Level ? t with { Level = alert.Level, At = now } : t)],
            Version = alert.Version + 1,
        };
        var notices = _teller.ToThoseWhoHeard(issued, NoticeKind.Issued, now);
        var decision = new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.Issued, $"{who} 签发{Levels.Name(alert.Level)}。", notices.Count > 0);
        return new JudgeOutcome { Changed = [issued], Decisions = [decision], Notices = notices };
    }

    private void Judge(Alert? alert, Signal signal, DateTimeOffset now, Verdicts verdicts)
    {
        if (signal.State == SignalState.Unknown)
        {
            if (alert is not null && _memory.IsNews(alert.Id, DecisionReason.UnknownKept))
                verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.UnknownKept, "数据缺失不等于恢复，预警保持。" + signal.Why, false));
            return;
        }

        var firing = signal.State == SignalState.Firing;
        var turns = _memory.Turns(signal.Fingerprint, firing, alert, now, _rules.FlapWithin);
        if (firing && alert is null) Open(signal, turns, now, verdicts);
        else if (firing) Fire(alert!, signal, turns, now, verdicts);
        else if (alert is not null) Calm(alert, signal, turns, now, verdicts);
    }

    private void Open(Signal signal, IReadOnlyList<DateTimeOffset> turns, DateTimeOffset now, Verdicts verdicts)
    {
        var flaps = turns.Count >= _rules.FlapAt;
        var alert = new Alert
        {
            Id = AlertIds.Of(signal.Fingerprint, now),
            Fingerprint = signal.Fingerprint,
            Kind = signal.Kind,
            Subject = signal.Subject,
            Team = signal.Team,
            Level = signal.Level,
            Step = signal.Step,
            LevelIssued = Issued(signal.Level),
            State = flaps ? AlertState.Flapping : AlertState.Firing,
            Title = signal.Title,
            Why = signal.Why,
            Evidence = signal.Evidence,
            Places = signal.Places,
            Topic = signal.Topic,
            Incident = signal.Incident,
            Restricted = signal.Restricted,
            Since = signal.Since == default ? now : signal.Since,
            OpenedAt = now,
            UpdatedAt = now,
            LastFiring = now,
            Told = [],
            Turns = turns,
        };
        _memory.Fired(alert.Id, now);
        verdicts.Change(alert);
        Happened(alert, DecisionReason.Opened, signal.Why, verdicts);
        if (flaps) Happened(alert, DecisionReason.Flapping, Flaps(turns), verdicts);
    }

    private void Fire(Alert alert, Signal signal, IReadOnlyList<DateTimeOffset> turns, DateTimeOffset now, Verdicts verdicts)
    {
        var next = Refreshed(alert, signal, turns, now);
        var before = verdicts.Happenings.Count;
        if (alert.State != AlertState.Flapping && turns.Count >= _rules.FlapAt)
        {
            next = next with { State = AlertState.Flapping };
            Happened(alert, DecisionReason.Flapping, Flaps(turns), verdicts);
        }
        else if (alert.State == AlertState.Flapping && turns.Count <= _rules.SettleAt)
        {
            next = next with { State = alert.AcknowledgedAt is null ? AlertState.Firing : AlertState.Acknowledged };
            Happened(alert, DecisionReason.Settled, "不再反复，仍在持续。" + signal.Why, verdicts);
        }

        if (signal.Level > alert.Level)
        {
            next = next with { Level = signal.Level, LevelIssued = Issued(signal.Level), IssuedBy = null };
            Happened(alert, DecisionReason.Escalated, $"等级由{Levels.Name(alert.Level)}升为{Levels.Name(signal.Level)}。{signal.Why}", verdicts);
        }
        else if (signal.Step > alert.Step)
        {
            Happened(alert, DecisionReason.Escalated, "到达下一提醒线。" + signal.Why, verdicts);
        }

        var wavered = _memory.WasWavering(alert.Id);
        _memory.Fired(alert.Id, now);
        if (verdicts.Happenings.Count > before)
        {
            verdicts.Change(next);
            return;
        }

        if (_memory.IsNews(alert.Id, DecisionReason.StillFiring) && wavered)
            verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.StillFiring, "仍在持续，不重复通知。" + signal.Why, false));
        if (wavered || Visible(alert, signal) || now - alert.LastFiring >= _options.TouchEvery || now < alert.LastFiring) verdicts.Change(next);
    }

    private void Calm(Alert alert, Signal signal, IReadOnlyList<DateTimeOffset> turns, DateTimeOffset now, Verdicts verdicts)
    {
        var flapping = alert.State == AlertState.Flapping;
        // The clock was put back: the hold-down begins anew rather than last for as long as it was ahead.
        if (_memory.LastFiring(alert) > now) _memory.Fired(alert.Id, now);
        var clearFor = now - _memory.LastFiring(alert);
        if (!flapping && turns.Count >= _rules.FlapAt)
        {
            verdicts.Change(alert with { State = AlertState.Flapping, UpdatedAt = now, Turns = turns });
            Happened(alert, DecisionReason.Flapping, Flaps(turns), verdicts);
        }
        else if (clearFor < _options.HoldDown || (flapping && turns.Count > _rules.SettleAt))
        {
            if (!_memory.IsNews(alert.Id, DecisionReason.HeldDown)) return;
            var waits = flapping ? $"反复中，最近 {_rules.FlapWithin.TotalMinutes:0} 分钟翻转 {turns.Count} 次，降到 {_rules.SettleAt} 次才算稳定。"
                : $"已不再触发，观察 {_options.HoldDown.TotalSeconds:0} 秒后才算结束。";
            verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.HeldDown, waits + signal.Why, false));
        }
        else
        {
            verdicts.Change(alert with { State = AlertState.Resolved, ResolvedAt = now, UpdatedAt = now, Why = signal.Why, Turns = turns });
            Happened(alert, flapping ? DecisionReason.Settled : DecisionReason.Resolved, (flapping ? "不再反复，已经结束。" : "") + signal.Why, verdicts);
        }
    }

    private void Happened(Alert alert, DecisionReason reason, string text, Verdicts verdicts)
    {
        verdicts.Happenings.Add(new Happening(alert.Id, reason, text));
        _memory.IsNews(alert.Id, reason);
    }

    private string Flaps(IReadOnlyList<DateTimeOffset> turns) =>
        $"最近 {_rules.FlapWithin.TotalMinutes:0} 分钟在触发与恢复之间翻转 {turns.Count} 次（阈值 {_rules.FlapAt} 次），稳定前不再逐次通知。";

    private bool Issued(WarningLevel level) => level < WarningLevel.Orange || _options.IssueAutomatically;

    /// <summary>Level and team stay: a level only rises while the alert lives.</summary>
    private static Alert Refreshed(Alert alert, Signal signal, IReadOnlyList<DateTimeOffset> turns, DateTimeOffset now) => alert with
    {
        Title = signal.Title,
        Why = signal.Why,
        Evidence = signal.Evidence,
        Step = Math.Max(alert.Step, signal.Step),
        // Posts leave the window while the trouble lasts; where it was seen stays known.
        Places = signal.Places.Count > 0 ? signal.Places : alert.Places,
        Topic = signal.Topic ?? alert.Topic,
        Restricted = alert.Restricted || signal.Restricted,
        UpdatedAt = now,
        LastFiring = now,
        Turns = turns,
    };

    private static bool Visible(Alert alert, Signal signal) =>
        alert.Title != signal.Title || alert.Why != signal.Why || !alert.Evidence.SequenceEqual(signal.Evidence, StringComparer.Ordinal);
}
