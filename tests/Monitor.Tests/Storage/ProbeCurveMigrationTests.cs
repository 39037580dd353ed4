using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Storage;
using Monitor.Storage.Postgres;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Npgsql;
using Xunit;

namespace Monitor.Tests.Storage;

/// <summary>A store of before gets the curve of the results it holds.</summary>
public sealed class ProbeCurveMigrationTests
{
    private static readonly string[] Scripts = typeof(StoreException).Assembly.GetManifestResourceNames();

    [Fact]
    public async Task Sqlite()
    {
        await using var file = new TempDatabase();
        await FillAsync(file.Archive);
        var (curve, results) = (await CurveAsync(file.Archive), await file.Archive.ProbesAsync("a", Some.T0, 999, default));
        await file.ReopenAsync(Undone.Factors + Undone.ApiKeys + Undone.ProbeCurve + $"PRAGMA user_version = {Before(".Sqlite.", "0016")};");
        Assert.Equal(curve, await CurveAsync(file.Archive));
        Assert.Equal(results.Select(r => (r.At, r.State)), (await file.Archive.ProbesAsync("a", Some.T0, 999, default)).Select(r => (r.At, r.State)));
    }

    [Fact]
    public async Task Postgres()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        var config = await (await PostgresServer.SharedAsync()).DatabaseAsync();
        string[] curve;
        await using (var store = await PostgresStore.OpenAsync(config, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, default))
        {
            await FillAsync(store.Archive);
            curve = await CurveAsync(store.Archive);
        }

        await using (var connection = new NpgsqlConnection(config.Connection!.Reveal() + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var undo = new NpgsqlCommand($"""
                SET search_path TO monitor; DROP TABLE second_factors; DROP INDEX users_identity; ALTER TABLE users DROP COLUMN epoch, DROP COLUMN disabled, DROP COLUMN issuer, DROP COLUMN subject;
                DROP TABLE api_keys; DROP TABLE probe_rollups; ALTER TABLE probes DROP CONSTRAINT probes_pkey; ALTER TABLE probes DROP COLUMN vantage; ALTER TABLE probes ADD PRIMARY KEY (target_id, at);
                DELETE FROM schema_version WHERE version > {Before(".Postgres.", "0005")}
                """, connection);
            await undo.ExecuteNonQueryAsync();
        }

        await using var again = await PostgresStore.OpenAsync(config, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, default);
        Assert.Equal(curve, await CurveAsync(again.Archive));
    }

    /// <summary>The version of a store that has all scripts before this one.</summary>
    private static int Before(string kind, string number) =>
        Scripts.Count(s => s.Contains(kind + "Migrations.", StringComparison.Ordinal) && string.CompareOrdinal(s[(s.IndexOf(".Migrations.", StringComparison.Ordinal) + 12)..], number) < 0);

    private static async Task FillAsync(IArchive archive)
    {
        var random = new Random(16);
        await archive.SaveProbesAsync([.. Enumerable.Range(0, 400).Select(i => Some.Probe(i % 3 == 0 ? "b" : "a", Some.T0.AddSeconds(i * 17), (ProbeState)random.Next(4)) with
        {
            Timings = i % 7 == 0 ? null : new PhaseTimings(null, null, null, null, null, Math.Round(random.NextDouble() * Math.Pow(10, random.Next(6)), 3)),
        })], default);
    }

    private static async Task<string[]> CurveAsync(IArchive archive) =>
        [.. (await archive.ProbeCurveAsync(null, Some.T0, Some.T0.AddDays(1), ProbeBucket.Width, default))
            .Select(b => $"{b.TargetId} {b.At:O} {b.Up} {b.Degraded} {b.Down} {b.Unknown} {b.Latency.Count} {b.Latency.SumMs:0.###} {b.Latency.MaxMs} {Latencies.Write(Latencies.Read(b.Latency.Places))}")];
}
