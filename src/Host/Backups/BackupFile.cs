using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Storage;
using Monitor.Storage.Sqlite;

namespace Monitor.Host.Backups;

/// <summary>
/// One file with all that the embedded store's data directory holds: database, keys, models. Made while the service runs, with a hash of every part, so
/// that a restore knows whether it has all of it. Whoever has this file has the keys: it is written for its owner only.
/// </summary>
internal static class BackupFile
{
    private const string Database = "monitor.db";
    private const string Contents = "contents.json";

    /// <summary>Of one process or one moment: they mean nothing elsewhere.</summary>
    private static readonly string[] LeftOut = [Database, Database + "-wal", Database + "-shm", "elastic.lock"];

    /// <returns>How many parts it has.</returns>
    /// <exception cref="StoreException">There is no store, or the file cannot be written.</exception>
    public static async Task<int> WriteAsync(string directory, string file, TimeProvider time, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(directory, Database))) throw new StoreException($"There is no store in {directory}.");
        var copy = Path.Combine(directory, "backup.part.db");
        var part = file + ".part";
        try
        {
            await using (var store = await SqliteStore.OpenAsync(directory, time, NullLoggerFactory.Instance, ct)) await store.BackupAsync(copy, ct);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            await using (var stream = new FileStream(part, options))
            await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            {
                hashes[Database] = await AddAsync(zip, copy, Database, ct);
                foreach (var (path, name) in Parts(directory)) hashes[name] = await AddAsync(zip, path, name, ct);
                await using var list = await zip.CreateEntry(Contents).OpenAsync(ct);
                await JsonSerializer.SerializeAsync(list, new Listing(time.GetUtcNow(), hashes), cancellationToken: ct);
            }

            File.Move(part, file, overwrite: true);
            return hashes.Count;
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not StoreException)
        {
            throw new StoreException($"The backup to {file} failed: {e.Message}", e);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(part);
        }
    }

    /// <summary>Lays everything out in a directory that holds no store yet, and has SQLite check what came.</summary>
    /// <returns>When the backup was made.</returns>
    /// <exception cref="StoreException">The file is no backup, is damaged, or the directory is in use; nothing is left behind.</exception>
    public static async Task<DateTimeOffset> RestoreAsync(string file, string directory, TimeProvider time, CancellationToken ct)
    {
        // Within the directory, which may be a volume of its own: nothing beside it could be renamed into its place.
        var draft = Path.Combine(directory, ".restoring");
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any(e => e != draft && Path.GetFileName(e) != "lost+found"))
            throw new StoreException($"{directory} is not empty: a backup is restored into a directory of its own. Move the old one aside first; nothing was changed.");
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        try
        {
            var listing = await UnpackAsync(file, draft, ct);
            await using (var store = await SqliteStore.OpenAsync(draft, time, NullLoggerFactory.Instance, ct))
                if (await store.IntegrityCheckAsync(ct) is not "ok" and var broken) throw new StoreException($"The database in {file} is damaged: {broken}");
            // The database last: a service that starts in between finds no store and makes none of half of one.
            foreach (var part in Directory.EnumerateFileSystemEntries(draft).OrderBy(p => Path.GetFileName(p).StartsWith(Database, StringComparison.Ordinal)).ToList())
                Directory.Move(part, Path.Combine(directory, Path.GetFileName(part)));
            return listing.At;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or (IOException and not StoreException) or UnauthorizedAccessException)
        {
            throw new StoreException($"{file} cannot be restored: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }

    private static async Task<Listing> UnpackAsync(string file, string draft, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var listing = zip.GetEntry(Contents) is { } list ? await JsonSerializer.DeserializeAsync<Listing>(await list.OpenAsync(ct), cancellationToken: ct) : null;
        if (listing is not { Hashes.Count: > 0 }) throw new InvalidDataException("it is no backup of Monitor");
        foreach (var (name, hash) in listing.Hashes)
        {
            var path = Path.GetFullPath(Path.Combine(draft, name));
            if (!path.StartsWith(Path.GetFullPath(draft) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new InvalidDataException($"its part {name} points outside");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"its part {name} is missing");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var target = new FileStream(path, options);
            await using (var from = await entry.OpenAsync(ct)) await from.CopyToAsync(target, ct);
            target.Position = 0;
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(target, ct)) != hash) throw new InvalidDataException($"its part {name} is damaged");
        }

        return listing;
    }

    /// <summary>Drills are exercises that are over, with stores of their own.</summary>
    private static IEnumerable<(string Path, string Name)> Parts(string directory) => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        .Select(p => (Path: p, Name: Path.GetRelativePath(directory, p).Replace('\\', '/')))
        .Where(p => !LeftOut.Contains(p.Name, StringComparer.Ordinal) && !p.Name.StartsWith("drills/", StringComparison.Ordinal) && !p.Name.Contains(".part", StringComparison.Ordinal));

    private static async Task<string> AddAsync(ZipArchive zip, string path, string name, CancellationToken ct)
    {
        await using var from = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(from, ct));
        from.Position = 0;
        await using var to = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await from.CopyToAsync(to, ct);
        return hash;
    }

    private sealed record Listing(DateTimeOffset At, SortedDictionary<string, string> Hashes);
}
