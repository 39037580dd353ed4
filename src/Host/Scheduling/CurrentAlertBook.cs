using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>The alert book for the config in force; new channels and rules of issue count from the next look on.</summary>
internal sealed class CurrentAlertBook(ICurrentConfig config, Func<MonitorConfig, BookMemory, AlertBook> make) : IAlertBook
{
    private readonly Lock _gate = new();
    private BookMemory _memory = new();
    private MonitorConfig? _for;
    private AlertBook? _book;

    public JudgeOutcome Decide(IReadOnlyList<Alert> open, IReadOnlyList<Signal> signals, Standing standing, DateTimeOffset now) => Book().Decide(open, signals, standing, now);

    public JudgeOutcome Acknowledge(Alert alert, string who, DateTimeOffset now) => Book().Acknowledge(alert, who, now);

    public JudgeOutcome Issue(Alert alert, string who, DateTimeOffset now) => Book().Issue(alert, who, now);

    /// <summary>Begins anew with what is stored: another process has decided meanwhile.</summary>
    public void Forget()
    {
        lock (_gate) (_memory, _for) = (new BookMemory(), null);
    }

    private AlertBook Book()
    {
        lock (_gate)
        {
            var current = config.Current;
            if (!ReferenceEquals(_for, current))
            {
                _book = make(current, _memory);
                _for = current;
            }

            return _book!;
        }
    }
}
