using System.Globalization;
using Monitor.Core.Probes;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>
/// Probe results and their curve, which change together. The rows of the curve are locked first and in one order: two replicas that store the same
/// result count it once, and never wait for each other in a ring.
/// </summary>
internal static class PgProbes
{
    public static async Task SaveAsync(Session s, IReadOnlyList<ProbeResult> results)
    {
        if (results.Count == 0) return;
        // Of one moment said twice in a batch the last counts; an insert that met a row twice would fail.
        List<ProbeResult> last = [.. results.GroupBy(Key).Select(g => g.Last())];
        var buckets = new ProbeDeltas();
        foreach (var result in last) buckets.Add(result);
        var places = await LockAsync(s, buckets);

        var deltas = new ProbeDeltas();
        var keys = new { targets = last.Select(r => PgText.Clean(r.TargetId)).ToArray(), at = last.Select(r => r.At.Ms()).ToArray(), vantages = last.Select(r => PgText.Clean(r.Vantage ?? "")).ToArray() };
        foreach (var was in await s.ReadAsync<string>("""
            SELECT p.result FROM probes p JOIN unnest(@targets, @at, @vantages) AS k (target_id, at, vantage) ON p.target_id = k.target_id AND p.at = k.at AND p.vantage = k.vantage
            """, keys)) deltas.Take(Json.Read<ProbeResult>(was));
        foreach (var result in last) deltas.Add(result);
        await s.RunAsync("""
            INSERT INTO probes (target_id, at, vantage, state, result) SELECT * FROM unnest(@targets, @at, @vantages, @states, @bodies)
            ON CONFLICT (target_id, at, vantage) DO UPDATE SET state = excluded.state, result = excluded.result
            """, new { keys.targets, keys.at, keys.vantages, states = last.Select(r => (int)r.State).ToArray(), bodies = last.Select(r => Json.Write(r)).ToArray() });
        await WriteAsync(s, deltas, places);
    }

    public static async Task<IReadOnlyList<ProbeResult>> LatestAsync(Session s, string targetId, DateTimeOffset since, int limit) =>
        [.. (await s.ReadAsync<string>("SELECT result FROM probes WHERE target_id = @targetId AND at >= @since ORDER BY at DESC, vantage LIMIT @limit", new { targetId, since = since.Ms(), limit }))
            .Select(Json.Read<ProbeResult>)];

    public static async Task<IReadOnlyList<ProbeBucket>> CurveAsync(Session s, string? targetId, DateTimeOffset from, DateTimeOffset until, long width)
    {
        var (begins, ends) = (Math.Max(0, from.Ms()) / width * width, until.Ms());
        // Sums of whole numbers are numeric there.
        var columns = string.Format(CultureInfo.InvariantCulture, ProbeCurveRow.Columns, "string_agg").Replace("sum(sum_us)", "sum(sum_us)::bigint", StringComparison.Ordinal);
        return [.. (await s.ReadAsync<ProbeCurveRow>($"SELECT {columns} FROM probe_rollups WHERE {(targetId is null ? "" : "target_id = @targetId AND ")}at >= @begins AND at < @ends GROUP BY 1, 2 ORDER BY 1, 2",
            new { targetId, width, begins, ends })).Select(r => r.Bucket)];
    }

    private static (string, long, string) Key(ProbeResult r) => (r.TargetId, r.At.Ms(), r.Vantage ?? "");

    private static async Task<Dictionary<(string, long), string>> LockAsync(Session s, ProbeDeltas buckets)
    {
        var keys = new { targets = buckets.All.Select(d => PgText.Clean(d.Key.Target)).ToArray(), at = buckets.All.Select(d => d.Key.At).ToArray() };
        await s.RunAsync("""
            INSERT INTO probe_rollups (target_id, at, up, degraded, down, unknown, timed, sum_us, max_us, places)
            SELECT k.target_id, k.at, 0, 0, 0, 0, 0, 0, 0, '' FROM unnest(@targets, @at) WITH ORDINALITY AS k (target_id, at, place) ORDER BY place ON CONFLICT DO NOTHING
            """, keys);
        var rows = await s.ReadAsync<(string Target, long At, string Places)>("""
            SELECT r.target_id, r.at, r.places FROM probe_rollups r JOIN unnest(@targets, @at) AS k (target_id, at) ON r.target_id = k.target_id AND r.at = k.at
            ORDER BY r.target_id, r.at FOR UPDATE OF r
            """, keys);
        return rows.ToDictionary(r => (r.Target, r.At), r => r.Places);
    }

    private static Task<int> WriteAsync(Session s, ProbeDeltas deltas, Dictionary<(string, long), string> places)
    {
        var all = deltas.All.Select(d => (Target: PgText.Clean(d.Key.Target), d.Key.At, Delta: d.Value)).ToList();
        int[] Of(ProbeState state) => [.. all.Select(d => d.Delta.States[(int)state])];
        return s.RunAsync("""
            UPDATE probe_rollups r SET up = r.up + n.up, degraded = r.degraded + n.degraded, down = r.down + n.down, unknown = r.unknown + n.unknown,
                timed = r.timed + n.timed, sum_us = r.sum_us + n.sum_us, max_us = greatest(r.max_us, n.max_us), places = n.places
            FROM unnest(@targets, @at, @up, @degraded, @down, @unknown, @timed, @sums, @most, @places) AS n (target_id, at, up, degraded, down, unknown, timed, sum_us, max_us, places)
            WHERE r.target_id = n.target_id AND r.at = n.at
            """, new
        {
            targets = all.Select(d => d.Target).ToArray(),
            at = all.Select(d => d.At).ToArray(),
            up = Of(ProbeState.Up),
            degraded = Of(ProbeState.Degraded),
            down = Of(ProbeState.Down),
            unknown = Of(ProbeState.Unknown),
            timed = all.Select(d => d.Delta.Timed).ToArray(),
            sums = all.Select(d => d.Delta.Sum).ToArray(),
            most = all.Select(d => d.Delta.Max).ToArray(),
            places = all.Select(d => d.Delta.Onto(places.GetValueOrDefault((d.Target, d.At)))).ToArray(),
        });
    }
}
