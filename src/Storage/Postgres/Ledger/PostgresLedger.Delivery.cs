using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

internal sealed partial class PostgresLedger
{
    public Task<bool> NoteProgressAsync(LeasedNotice leased, string progress, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(s => PgOutbox.NoteAsync(s, leased, progress, now), ct);

    public Task<IReadOnlyList<StuckNotice>> StuckAsync(FailoverWatch watch, DateTimeOffset now, int limit, CancellationToken ct) =>
        database.ReadAsync(s => PgFailover.StuckAsync(s, watch, now, limit), ct);

    public Task<bool> HandOnAsync(HandOver handOver, CancellationToken ct) => database.WriteAsync(s => PgFailover.HandOnAsync(s, handOver), ct);

    public Task ShiftClocksAsync(TimeSpan waits, TimeSpan ages, DateTimeOffset seen, CancellationToken ct) => database.WriteAsync(s => PgChannels.ShiftAsync(s, waits, ages, seen), ct);

    public Task<DateTimeOffset?> DeliverySeenAsync(CancellationToken ct) => database.ReadAsync(PgChannels.SeenAtAsync, ct);

    public Task<IReadOnlyList<ChannelStanding>> ChannelsAsync(CancellationToken ct) => database.ReadAsync(PgChannels.ReadAsync, ct);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSpokenAsync(DateTimeOffset since, CancellationToken ct) => database.ReadAsync(s => PgChannels.LastSpokenAsync(s, since), ct);

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string? channel, int limit, CancellationToken ct) => database.ReadAsync(s => PgDeadLetters.ReadAsync(s, channel, limit), ct);

    public Task<DeadLetter?> DeadLetterAsync(string id, CancellationToken ct) => database.ReadAsync(s => PgDeadLetters.OneAsync(s, id), ct);

    public Task<int> DeadCountAsync(CancellationToken ct) => database.ReadAsync(PgDeadLetters.CountAsync, ct);

    public Task<IReadOnlyList<string>> ResendAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(s => PgDeadLetters.ResendAsync(s, ids, who, now), ct);

    public Task<IReadOnlyList<string>> SetAsideAsync(IReadOnlyList<string> ids, string who, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(s => PgDeadLetters.SetAsideAsync(s, ids, who, now), ct);

    public Task<int> PruneAlertsAsync(DateTimeOffset before, CancellationToken ct) => database.WriteAsync(s => PgRetention.PruneAsync(s, before), ct);
}
