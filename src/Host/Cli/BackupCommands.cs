using System.CommandLine;
using Monitor.Host.Backups;
using Monitor.Host.Configuration;
using Monitor.Storage;

namespace Monitor.Host.Cli;

/// <summary>`monitor backup FILE` and `monitor restore FILE`: the embedded store with its keys and models, in one file.</summary>
internal static class BackupCommands
{
    public static Command Backup()
    {
        var file = new Argument<string>("file") { Description = "File to write, such as monitor-2026-06-01.zip, or - for standard output; it holds the keys too." };
        return Command("backup", "Copies the embedded store, its keys and models into one file while the service runs.", file, async (path, directory, ct) =>
        {
            if (path == "-") return await StreamAsync(directory, ct);
            var parts = await BackupFile.WriteAsync(directory, path, TimeProvider.System, ct);
            Console.WriteLine($"{path}: {parts} parts, {new FileInfo(path).Length >> 10} KiB");
            return Common.Fine;
        });
    }

    public static Command Restore()
    {
        var file = new Argument<string>("file") { Description = "A file that `monitor backup` wrote." };
        return Command("restore", "Lays a backup out in an empty data directory and checks it.", file, async (path, directory, ct) =>
        {
            if (!File.Exists(path)) return Common.Usage($"there is no file {path}");
            var at = await BackupFile.RestoreAsync(path, directory, TimeProvider.System, ct);
            Console.WriteLine($"{directory}: as of {at:u}");
            return Common.Fine;
        });
    }

    /// <summary>Out of a container that has no shell: kubectl exec deploy/monitor -- /app/monitor backup - --config /etc/monitor > file.</summary>
    private static async Task<int> StreamAsync(string directory, CancellationToken ct)
    {
        var file = Path.Combine(directory, "backup.part.zip");
        try
        {
            await BackupFile.WriteAsync(directory, file, TimeProvider.System, ct);
            await using var from = File.OpenRead(file);
            await using var to = Console.OpenStandardOutput();
            await from.CopyToAsync(to, ct);
            return Common.Fine;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Command Command(string name, string description, Argument<string> file, Func<string, string, CancellationToken, Task<int>> body)
    {
        var (config, data) = (Common.ConfigOption(), Common.DataOption());
        var command = new Command(name, description) { file, config, data };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var storage = Common.LoadConfig(parsed.GetValue(config)!).Storage;
            if (storage.Kind == StorageKind.Postgres && parsed.GetValue(data) is null)
                return Common.Usage("the store is in PostgreSQL: use its own tools (pg_dump, base backups; docs/postgresql.md). Models are in storage.directory: name it with --data.");
            try
            {
                return await body(parsed.GetValue(file)!, Path.GetFullPath(parsed.GetValue(data) ?? storage.Directory), ct);
            }
            catch (StoreException e)
            {
                return Common.Usage(e.Message);
            }
        }));
        return command;
    }
}
