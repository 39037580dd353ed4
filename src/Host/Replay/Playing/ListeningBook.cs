using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;

namespace Monitor.Host.Replay.Playing;

/// <summary>The service's alert book, with an ear at its door: what the detectors said at each look.</summary>
internal sealed class ListeningBook(IAlertBook inner, Action<IReadOnlyList<Signal>> hear) : IAlertBook
{
    public JudgeOutcome Decide(IReadOnlyList<Alert> open, IReadOnlyList<Signal> signals, Standing standing, DateTimeOffset now)
    {
        hear(signals);
        return inner.Decide(open, signals, standing, now);
    }

    public JudgeOutcome Acknowledge(Alert alert, string who, DateTimeOffset now) => inner.Acknowledge(alert, who, now);

    public JudgeOutcome Issue(Alert alert, string who, DateTimeOffset now) => inner.Issue(alert, who, now);
}
