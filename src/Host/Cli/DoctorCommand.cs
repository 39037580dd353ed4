using System.CommandLine;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Models;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Postgres;

namespace Monitor.Host.Cli;

/// <summary>`monitor doctor`: tries everything the service leans on and says what to do.</summary>
internal static class DoctorCommand
{
    private const long LeastFree = 1L << 30;

    public static Command Build()
    {
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var command = new Command("doctor", "Tries config, models, disk, store and clock, and says what to do.") { config, data, json };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var checks = await ExamineAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            foreach (var c in checks) Console.WriteLine(parsed.GetValue(json) ? Common.Line(c) : $"{(c.Ok ? "ok  " : "FAIL")} {c.Name,-20} {c.Detail}");
            return checks.All(c => c.Ok) ? Common.Fine : Common.Findings;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<Check>> ExamineAsync(string config, string? data, CancellationToken ct)
    {
        var loaded = ConfigLoader.Load(config);
        var checks = new List<Check>
        {
            new("config", loaded.Config is not null, loaded.Config is not null ? $"{loaded.Config.Sources.Count} sources, {loaded.Config.Targets.Count} targets" : $"{loaded.Errors.Count} mistake(s); run monitor check-config"),
            Clock(),
        };
        if (loaded.Config is null) return checks;

        var directory = Path.GetFullPath(data ?? loaded.Config.Storage.Directory);
        checks.Add(Try("disk", () => Free(directory), "free some space or choose another storage.directory"));
        checks.Add(Try("models", () => Models(new ModelStore(directory, () => loaded.Config.Models.Transformer)), "restore the files, or run monitor models rollback; until then posts are stored unassessed"));
        // Also before the move, while kind is still sqlite.
        if (loaded.Config.Storage.Postgres is { Connection: not null } postgres)
            checks.AddRange((await PostgresAdmin.CheckAsync(postgres, TimeProvider.System, ct)).Select(c => new Check("postgres." + c.Name, c.Ok, c.Detail)));
        checks.AddRange(await StoreAsync(config, data, ct));
        if (loaded.Config.Storage.Archive is { Kind: ArchiveKind.Elasticsearch } archive)
            checks.AddRange((await ElasticAdmin.CheckAsync(archive, TimeProvider.System, ct)).Select(c => new Check("elastic." + c.Name, c.Ok, c.Detail)));
        return checks;
    }

    private static string Models(ModelStore store)
    {
        return $"{store.Pointer().Current}, version {store.LoadCurrent().Model}";
    }

    private static Check Try(string name, Func<string> look, string advice)
    {
        try
        {
            return new Check(name, true, look());
        }
        catch (Exception e)
        {
            return new Check(name, false, $"{e.Message}; {advice}");
        }
    }

    // Dates of the season are years around its making; a clock that says 1970 or 2099 is a dead battery.
    private static Check Clock()
    {
        var year = TimeProvider.System.GetUtcNow().Year;
        return new Check("clock", year is >= 2024 and < 2060, $"the year is {year}; TLS and season phases need a right clock");
    }

    private static string Free(string directory)
    {
        Directory.CreateDirectory(directory);
        var free = new DriveInfo(directory).AvailableFreeSpace;
        return free >= LeastFree ? $"{free >> 20} MiB free" : throw new IOException($"only {free >> 20} MiB free in {directory}");
    }

    private static async Task<IReadOnlyList<Check>> StoreAsync(string config, string? data, CancellationToken ct)
    {
        try
        {
            await using var app = await Workshop.OpenAsync(config, data, ct);
            var ledger = app.Services.GetRequiredService<ILedger>();
            return [new Check("store", true, $"{(await ledger.UsersAsync(ct)).Count} user(s)"), await NoticesAsync(ledger, ct)];
        }
        catch (Exception e)
        {
            return [new Check("store", false, e.Message + "; is another monitor or a full disk in the way?")];
        }
    }

    private static async Task<Check> NoticesAsync(ILedger ledger, CancellationToken ct)
    {
        var (dead, waiting) = (await ledger.DeadCountAsync(ct), (await ledger.ChannelsAsync(ct)).Sum(c => c.Waiting));
        return new Check("notices", dead == 0, dead == 0 ? $"{waiting} waiting, none given up" : $"{dead} dead letter(s); see monitor notify dead, then notify resend or notify aside");
    }

    private sealed record Check(string Name, bool Ok, string Detail);
}
