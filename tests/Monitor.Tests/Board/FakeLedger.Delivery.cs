using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public List<ChannelStanding> Channels { get; } = [];

    public List<DeadLetter> Dead { get; } = [];

    public Task<bool> NoteProgressAsync(LeasedNotice leased, string progress, DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<StuckNotice>> StuckAsync(FailoverWatch watch, DateTimeOffset now, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<bool> HandOnAsync(HandOver handOver, CancellationToken ct) => throw new NotSupportedException();

    public Task ShiftClocksAsync(TimeSpan waits, TimeSpan ages, DateTimeOffset seen, CancellationToken ct) => throw new NotSupportedException();

    public Task<DateTimeOffset?> DeliverySeenAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<ChannelStanding>> ChannelsAsync(CancellationToken ct) => List(Channels);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSpokenAsync(DateTimeOffset since, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? channel, int limit, CancellationToken ct) =>
        List(Dead.Where(d => channel is null || d.Channel == channel).Take(limit));

    public Task<DeadLetter?> DeadLetterAsync(string id, CancellationToken ct) => Task.FromResult(Dead.FirstOrDefault(d => d.Id == id));

    public Task<int> DeadCountAsync(CancellationToken ct) => Task.FromResult(Dead.Count);

    public Task<IReadOnlyList<string>> ResendAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) => Take(ids, who, now, "notice-resend");

    public Task<IReadOnlyList<string>> SetAsideAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) => Take(ids, who, now, "notice-aside");

    public Task<int> PruneAlertsAsync(DateTimeOffset before, CancellationToken ct) => throw new NotSupportedException();

    private Task<IReadOnlyList<string>> Take(IReadOnlyList<string> ids, string who, DateTimeOffset now, string act)
    {
        var taken = Dead.Where(d => ids.Contains(d.Id)).Select(d => d.Id).ToList();
        Dead.RemoveAll(d => taken.Contains(d.Id));
        Trail.AddRange(taken.Select(id => new AuditEntry(now, who, act, id, null)));
        return List(taken);
    }
}
