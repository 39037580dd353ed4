using Monitor.Core.Alerts;

namespace Monitor.Tests.Host.Security;

internal sealed partial class UserLedger
{
    public Task<bool> NoteProgressAsync(LeasedNotice leased, string progress, DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<StuckNotice>> StuckAsync(FailoverWatch watch, DateTimeOffset now, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<bool> HandOnAsync(HandOver handOver, CancellationToken ct) => throw new NotSupportedException();

    public Task ShiftClocksAsync(TimeSpan waits, TimeSpan ages, DateTimeOffset seen, CancellationToken ct) => throw new NotSupportedException();

    public Task<DateTimeOffset?> DeliverySeenAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<ChannelStanding>> ChannelsAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSpokenAsync(DateTimeOffset since, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? channel, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<DeadLetter?> DeadLetterAsync(string id, CancellationToken ct) => throw new NotSupportedException();

    public Task<int> DeadCountAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ResendAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> SetAsideAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<int> PruneAlertsAsync(DateTimeOffset before, CancellationToken ct) => throw new NotSupportedException();
}
