using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Sources;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Stretches of reads that went wrong in one way; what began one is written once, whatever follows is only counted.</summary>
internal static class SpellRows
{
    public static void Record(SqliteConnection c, SqliteTransaction t, SourceRun run)
    {
        var (id, at) = (run.SourceId, run.At.Ms());
        var going = c.Execute("UPDATE source_spells SET runs = runs + 1 WHERE source_id = @id AND until IS NULL AND state = @state", new { id, state = (int)run.State }, t);
        if (going > 0) return;
        c.Execute("UPDATE source_spells SET until = @at WHERE source_id = @id AND until IS NULL", new { id, at }, t);
        if (run.State == SourceState.Ok) return;
        c.Execute("INSERT OR REPLACE INTO source_spells VALUES (@id, @at, @state, NULL, 1, @Error, @Sample)", new { id, at, state = (int)run.State, run.Error, run.Sample }, t);
        c.Execute(
            "DELETE FROM source_spells WHERE source_id = @id AND since NOT IN (SELECT since FROM source_spells WHERE source_id = @id ORDER BY since DESC LIMIT @most)",
            new { id, most = SourceSpell.Most }, t);
    }

    public static List<SourceSpell> Of(SqliteConnection c, string sourceId, int limit) =>
        [.. c.Query<(long Since, long State, long? Until, long Runs, string? Error, string? Sample)>(
            "SELECT since, state, until, runs, error, sample FROM source_spells WHERE source_id = @sourceId ORDER BY since DESC LIMIT @limit", new { sourceId, limit })
            .Select(r => new SourceSpell(
                sourceId, (SourceState)r.State, Instants.At(r.Since), r.Until is { } until ? Instants.At(until) : null, (int)r.Runs, r.Error, r.Sample))];
}
