using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Core.Signals;

namespace Monitor.Core.Contracts;

/// <summary>Sends one notice to one channel once. Retrying is not its business; it may throw, the outbox contains it.</summary>
public interface INotifier
{
    Task<Receipt> SendAsync(Notice notice, CancellationToken ct);

    /// <summary>
    /// The same for those that send in parts: <paramref name="note"/> is awaited after each part that arrived, with what
    /// <see cref="Receipt.Progress"/> would say, so that a kill in the middle repeats no part.
    /// </summary>
    Task<Receipt> SendAsync(Notice notice, Func<string, Task> note, CancellationToken ct) => SendAsync(notice, ct);

    /// <summary>Longest one send may take on the service's clock; the outbox then ends it.</summary>
    TimeSpan Limit => TimeSpan.FromMinutes(1);

    /// <summary>What would go out, one text for each message; without keys, tokens and signatures.</summary>
    IReadOnlyList<string> Preview(Notice notice) => [$"{notice.Subject}\n\n{notice.Text}"];
}

/// <summary>All changes that follow from one judging tick; stored in one transaction.</summary>
public sealed record JudgeOutcome
{
    public IReadOnlyList<Alert> Changed { get; init; } = [];

    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What now waits for a summary; an id held before is ignored.</summary>
    public IReadOnlyList<HeldNotice> Held { get; init; } = [];

    /// <summary>What a person did that this follows from: no change without its trace.</summary>
    public IReadOnlyList<AuditEntry> Acts { get; init; } = [];

    /// <summary>Settings that must change together with the rest, such as the due moment the notices serve.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of held notices that a summary among <see cref="Notices"/> has taken up.</summary>
    public IReadOnlyList<string> Unheld { get; init; } = [];
}

/// <summary>Decides what signals mean for alerts. Pure: current alerts in, changes and reasons out.</summary>
public interface IAlertBook
{
    JudgeOutcome Decide(IReadOnlyList<Alert> open, IReadOnlyList<Signal> signals, Standing standing, DateTimeOffset now);

    /// <summary>A person takes the alert; returns the changed alert with its decision (no notice).</summary>
    JudgeOutcome Acknowledge(Alert alert, string who, DateTimeOffset now);

    /// <summary>A person issues a proposed orange or red; those who heard of the alert are told. Empty when there is nothing to issue.</summary>
    JudgeOutcome Issue(Alert alert, string who, DateTimeOffset now);
}
