using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task<bool> NoteProgressAsync(LeasedNotice leased, string progress, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync((c, t) => OutboxRows.Note(c, t, leased, progress, now), ct);

    public Task<IReadOnlyList<StuckNotice>> StuckAsync(FailoverWatch watch, DateTimeOffset now, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<StuckNotice>>(c => FailoverRows.Stuck(c, watch, now, limit), ct);

    public Task<bool> HandOnAsync(HandOver handOver, CancellationToken ct) => database.WriteAsync((c, t) => FailoverRows.HandOn(c, t, handOver), ct);

    public Task ShiftClocksAsync(TimeSpan waits, TimeSpan ages, DateTimeOffset seen, CancellationToken ct) =>
        database.WriteAsync((c, t) => ChannelRows.Shift(c, t, waits, ages, seen), ct);

    public Task<DateTimeOffset?> DeliverySeenAsync(CancellationToken ct) => database.ReadAsync(ChannelRows.SeenAt, ct);

    public Task<IReadOnlyList<ChannelStanding>> ChannelsAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<ChannelStanding>>(ChannelRows.Read, ct);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSpokenAsync(DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, DateTimeOffset>>(c => ChannelRows.LastSpoken(c, since), ct);

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? channel, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<DeadLetter>>(c => DeadRows.Read(c, channel, limit), ct);

    public Task<DeadLetter?> DeadLetterAsync(string id, CancellationToken ct) => database.ReadAsync(c => DeadRows.One(c, id), ct);

    public Task<int> DeadCountAsync(CancellationToken ct) => database.ReadAsync(DeadRows.Count, ct);

    public Task<IReadOnlyList<string>> ResendAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync<IReadOnlyList<string>>((c, t) => DeadRows.Resend(c, t, ids, who, now), ct);

    public Task<IReadOnlyList<string>> SetAsideAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync<IReadOnlyList<string>>((c, t) => DeadRows.SetAside(c, t, ids, who, now), ct);

    public Task<int> PruneAlertsAsync(DateTimeOffset before, CancellationToken ct) => database.WriteAsync((c, t) => LedgerRetention.Prune(c, t, before), ct);
}
