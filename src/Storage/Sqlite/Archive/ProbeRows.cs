using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Probes;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Probe results and their curve, which change together.</summary>
internal static class ProbeRows
{
    /// <summary>Gives a connection what the migration counts durations by.</summary>
    public static void Teach(SqliteConnection connection) => connection.CreateFunction("latency_place", (double ms) => Latencies.PlaceOf(ms), isDeterministic: true);

    public static void Save(SqliteConnection c, SqliteTransaction t, IReadOnlyList<ProbeResult> results)
    {
        using var old = new Statement(c, t, "SELECT result FROM probes WHERE target_id = $1 AND at = $2 AND vantage = $3");
        using var put = new Statement(c, t, "INSERT OR REPLACE INTO probes (target_id, at, vantage, state, result) VALUES ($1, $2, $3, $4, $5)");
        var deltas = new ProbeDeltas();
        foreach (var result in results)
        {
            var (at, vantage) = (result.At.Ms(), result.Vantage ?? "");
            if (old.Value(result.TargetId, at, vantage) is string was) deltas.Take(Json.Read<ProbeResult>(was));
            put.Run(result.TargetId, at, vantage, (int)result.State, Json.Write(result));
            deltas.Add(result);
        }

        Write(c, t, deltas);
    }

    public static IReadOnlyList<ProbeResult> Latest(SqliteConnection c, string targetId, DateTimeOffset since, int limit) =>
        [.. c.Query<string>("SELECT result FROM probes WHERE target_id = @targetId AND at >= @since ORDER BY at DESC, vantage LIMIT @limit", new { targetId, since = since.Ms(), limit })
            .Select(Json.Read<ProbeResult>)];

    public static IReadOnlyList<ProbeBucket> Curve(SqliteConnection c, string? targetId, DateTimeOffset from, DateTimeOffset until, long width)
    {
        var (begins, ends) = (Math.Max(0, from.Ms()) / width * width, until.Ms());
        var sql = $"SELECT {string.Format(CultureInfo.InvariantCulture, ProbeCurveRow.Columns, "group_concat")} FROM probe_rollups WHERE {(targetId is null ? "" : "target_id = @targetId AND ")}at >= @begins AND at < @ends GROUP BY 1, 2 ORDER BY 1, 2";
        return [.. c.Query<ProbeCurveRow>(sql, new { targetId, width, begins, ends }).Select(r => r.Bucket)];
    }

    public static int PruneCurve(SqliteConnection c, SqliteTransaction t, DateTimeOffset before)
    {
        using var statement = new Statement(c, t, "DELETE FROM probe_rollups WHERE at < $1");
        return statement.Run(before.Ms());
    }

    private static void Write(SqliteConnection c, SqliteTransaction t, ProbeDeltas deltas)
    {
        using var places = new Statement(c, t, "SELECT places FROM probe_rollups WHERE target_id = $1 AND at = $2");
        using var add = new Statement(c, t, """
            INSERT INTO probe_rollups (target_id, at, up, degraded, down, unknown, timed, sum_us, max_us, places) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (target_id, at) DO UPDATE SET up = up + $3, degraded = degraded + $4, down = down + $5, unknown = unknown + $6,
                timed = timed + $7, sum_us = sum_us + $8, max_us = max(max_us, $9), places = $10
            """);
        foreach (var ((target, at), d) in deltas.All)
        {
            add.Run(target, at, d.States[(int)ProbeState.Up], d.States[(int)ProbeState.Degraded], d.States[(int)ProbeState.Down], d.States[(int)ProbeState.Unknown],
                d.Timed, d.Sum, d.Max, d.Onto(places.Value(target, at) as string));
        }
    }
}
