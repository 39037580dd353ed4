using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Host.Configuration;
using Monitor.Host.Security;
using Monitor.Storage.Moving;

namespace Monitor.Host.Cli;

/// <summary>`monitor migrate`: takes the store of the data directory to PostgreSQL, and proves that it arrived.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var verify = new Option<bool>("--verify") { Description = "Copies nothing, compares both sides row by row." };
        var restart = new Option<bool>("--restart") { Description = "Empties what an unfinished move has copied, and begins anew." };
        var keys = new Option<bool>("--new-keys") { Description = "Goes on although the config's authorKey is not the data directory's: every author has a new name from then on." };
        var command = new Command("migrate", "Takes the SQLite store of the data directory to storage.postgres and compares; stopped half-way it goes on.") { config, data, verify, restart, keys, json };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            if (parsed.GetValue(verify) && parsed.GetValue(restart)) return Common.Usage("--verify and --restart exclude each other");
            var settings = Common.LoadConfig(parsed.GetValue(config)!);
            var directory = parsed.GetValue(data) ?? settings.Storage.Directory;
            if (settings.Storage.Postgres.Connection is null) return Common.Usage("storage.postgres.connection is not given: there is nowhere to move to");
            if (!parsed.GetValue(keys) && KeyFault(settings, directory) is { } fault) return Common.Usage(fault);
            return await RunAsync(settings, directory, parsed.GetValue(verify), parsed.GetValue(restart), parsed.GetValue(json), ct);
        }));
        return command;
    }

    private static async Task<int> RunAsync(MonitorConfig config, string directory, bool verify, bool restart, bool json, CancellationToken ct)
    {
        await using var move = await StoreMove.OpenAsync(directory, config.Storage.Postgres, NullLoggerFactory.Instance, ct);
        await Console.Error.WriteLineAsync($"{move.From} -> {move.To}");
        var finished = verify ? null : await move.CopyAsync(restart, Tell, ct);
        if (finished is { } at) await Console.Error.WriteLineAsync($"moved on {at:u} already; comparing");
        var tables = await move.CompareAsync(Tell, ct);
        var same = tables.All(t => t.Same);
        if (same && !verify) await move.FinishAsync(ct);

        if (json)
        {
            foreach (var table in tables) Console.WriteLine(Common.Line(table));
            Console.WriteLine(Common.Line(new { same, rows = tables.Sum(t => t.SourceRows), from = move.From, to = move.To }));
        }
        else
        {
            Print(tables);
        }

        await Console.Error.WriteLineAsync(Verdict(same, verify, finished, tables));
        return same ? Common.Fine : Common.Findings;
    }

    private static string Verdict(bool same, bool verify, DateTimeOffset? finished, IReadOnlyList<MovedTable> tables) => (same, verify) switch
    {
        (true, false) => $"{tables.Sum(t => t.SourceRows)} rows moved, every one the same. Set storage.kind: postgres before the service starts again, and keep monitor.db until you trust the new store.",
        (true, true) => "both sides are the same",
        _ when finished is not null => "the sides differ: the service has worked on PostgreSQL since the move, or someone wrote there",
        (false, true) => "the sides differ: the move is not finished, or the service has worked on one of them since",
        _ => "the sides differ, so the move does not count as finished. Run monitor migrate --restart; if they differ again, keep monitor.db and report it",
    };

    private static void Tell(MoveProgress at) => Console.Error.WriteLine($"{(at.Comparing ? "compared" : "copied"),-8} {at.Table,-14} {at.Rows,10} of {at.Of}");

    private static void Print(IReadOnlyList<MovedTable> tables)
    {
        Console.WriteLine($"{"table",-14} {"sqlite",10} {"postgres",10}  sha-256");
        foreach (var t in tables)
            Console.WriteLine($"{t.Table,-14} {t.SourceRows,10} {t.TargetRows,10}  {(t.Same ? t.SourceHash[..16] : $"{t.SourceHash[..16]} is not {t.TargetHash[..16]}, first at {t.FirstDifference}")}");
    }

    /// <summary>An author is known by a hash under this key; with another key the same author is a new one.</summary>
    private static string? KeyFault(MonitorConfig config, string directory)
    {
        var file = Path.Combine(directory, "author.key");
        if (!File.Exists(file)) return null;
        var kept = KeptKey.Load(null, file);
        if (config.AuthorKey is { } secret && KeptKey.Load(secret, file).AsSpan().SequenceEqual(kept)) return null;
        return $"authors are hashed under {Path.GetFullPath(file)}, which replicas cannot share as a file. Give its value as authorKey, in a secret made by "
            + $"`printf 'raw:'; od -An -v -tx1 {file} | tr -d ' \\n'`, or accept new names with --new-keys (also when that file is a leftover).";
    }
}
