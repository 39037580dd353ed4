using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>How channels stand, and the clock of delivery.</summary>
internal static class PgChannels
{
    private const string Seen = "delivery.seen";

    /// <summary>Steps from one channel to the next over an index; a plain DISTINCT would read the notices of a whole year.</summary>
    private const string Ids = """
        WITH RECURSIVE ids (id) AS (
            SELECT min(channel) FROM outbox UNION ALL SELECT (SELECT min(channel) FROM outbox WHERE channel > ids.id) FROM ids WHERE ids.id IS NOT NULL)
        SELECT id FROM ids WHERE id IS NOT NULL
        """;

    /// <summary>As SQLite's ChannelRows, which says why.</summary>
    private const string Move = """
        UPDATE outbox SET
            not_before = CASE WHEN (@waits < 0 AND not_before > @seen) OR (@waits > 0 AND not_before BETWEEN 1 AND @seen AND attempts > 0) THEN greatest(not_before + @waits, 0) ELSE not_before END,
            leased_until = CASE WHEN @waits < 0 AND leased_until > @seen THEN @seen + leased_until - touched WHEN @waits > 0 AND leased_until <= @seen THEN leased_until + @waits ELSE leased_until END,
            clock_from = CASE WHEN @ages >= 0 THEN least(clock_from + @ages, @seen) ELSE least(clock_from, @seen) END
        WHERE status < 2
        """;

    public static async Task<IReadOnlyList<ChannelStanding>> ReadAsync(Session s)
    {
        var standings = new List<ChannelStanding>();
        foreach (var id in await s.ReadAsync<string>(Ids)) standings.Add(await OneAsync(s, id));
        return standings;
    }

    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSpokenAsync(Session s, DateTimeOffset since) =>
        (await s.ReadAsync<(string Id, long At)>("SELECT channel, max(touched) FROM outbox WHERE touched > @since GROUP BY channel", new { since = since.Ms() }))
            .ToDictionary(c => c.Id, c => Instants.At(c.At), StringComparer.Ordinal);

    public static async Task<DateTimeOffset?> SeenAtAsync(Session s) =>
        await s.ValueAsync<long?>("SELECT value::bigint FROM settings WHERE key = @Seen", new { Seen }) is { } ms ? Instants.At(ms) : null;

    public static async Task ShiftAsync(Session s, TimeSpan waits, TimeSpan ages, DateTimeOffset seen)
    {
        if (waits != default || ages != default)
            await s.RunAsync(Move, new { waits = (long)waits.TotalMilliseconds, ages = (long)ages.TotalMilliseconds, seen = seen.Ms() });
        await PgSettings.SetAsync(s, Seen, seen.Ms().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<ChannelStanding> OneAsync(Session s, string id)
    {
        var waiting = await s.FirstAsync<(long Count, long? Oldest, int? Highest)>("SELECT count(*), min(clock_from), max(level) FROM outbox WHERE channel = @id AND status < 2", new { id });
        var dead = await s.ValueAsync<long>("SELECT count(*) FROM outbox WHERE channel = @id AND status = 3 AND NOT aside", new { id });
        var (detail, at, status) = await s.FirstAsync<(string? Detail, long? At, int? Status)>(
            "SELECT detail, touched, status FROM outbox WHERE channel = @id AND detail IS NOT NULL AND touched IS NOT NULL ORDER BY touched DESC LIMIT 1", new { id });
        var delivered = await s.ValueAsync<long?>("SELECT delivered_at FROM outbox WHERE channel = @id AND status = 2 ORDER BY touched DESC LIMIT 1", new { id });
        return new ChannelStanding(id, (int)waiting.Count, At(waiting.Oldest), (WarningLevel?)waiting.Highest, (int)dead, detail, At(at), (NoticeStatus?)status, At(delivered));
    }

    private static DateTimeOffset? At(long? ms) => ms is { } value ? Instants.At(value) : null;
}
