using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;

namespace Monitor.Analysis.Detectors;

/// <summary>The unresolved alerts of one kind, which its detector owes an answer: still firing, over, or unknowable.</summary>
internal sealed class OpenSubjects(string kind, Team team, JudgeWindow window)
{
    private readonly HashSet<string> _unanswered = window.OpenFingerprints
        .Where(f => f.StartsWith(kind + ":", StringComparison.Ordinal))
        .Select(f => f[(kind.Length + 1)..])
        .ToHashSet(StringComparer.Ordinal);

    public bool Contains(string subject) => _unanswered.Contains(subject);

    /// <summary>Those not answered yet, in a fixed order.</summary>
    public IReadOnlyList<string> Rest() => [.. _unanswered.Order(StringComparer.Ordinal)];

    public Signal Clear(string subject, string title, string why) => Answer(subject, title, why, SignalState.Clear);

    /// <summary>
    /// Nobody looks at the subject any more, so nothing could ever end its alert. It closes, and says that this is no recovery.
    /// </summary>
    public Signal Unwatched(string subject, string what) =>
        Clear(subject, $"{subject} 不再监测", $"{what}已停用或已从配置中移除，不再监测；预警随之关闭，不代表已恢复。");

    public Signal Unknown(string subject, string title, string why) => Answer(subject, title, why, SignalState.Unknown);

    public Signal Firing(Signal signal)
    {
        _unanswered.Remove(signal.Subject);
        return signal;
    }

    private Signal Answer(string subject, string title, string why, SignalState state)
    {
        _unanswered.Remove(subject);
        return new Signal
        {
            Kind = kind,
            Subject = subject,
            Team = team,
            Level = WarningLevel.Blue,
            At = window.Now,
            Since = window.Now,
            Title = title,
            Why = why,
            State = state,
        };
    }
}
