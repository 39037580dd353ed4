using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Monitor.Collectors.FileDrop;

/// <summary>The watched folder: which files are whole, which were read, and where they go afterwards. Nothing is ever deleted.</summary>
internal sealed class DropFolder(FileDropOptions options, TimeProvider time)
{
    public const string DoneFolder = "done";

    private static readonly string[] Unfinished = [".part", ".tmp", ".crdownload", ".filepart"];

    private readonly string _reading = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new { options.Format, options.Columns, options.Encoding, options.Delimiter, options.HasHeader, options.Sheet, options.Zone, options.Html }))))[..16];

    private Dictionary<string, (long Size, DateTime Written, DateTimeOffset Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Files of the folder, the oldest first. Links are left out: they could lead to any file of the machine.</summary>
    public List<FileInfo> List() =>
    [
        .. new DirectoryInfo(options.Path).EnumerateFiles()
            .Where(f => f.LinkTarget is null && !f.Name.StartsWith('.') && !f.Name.StartsWith("~$", StringComparison.Ordinal)
                && !Unfinished.Contains(f.Extension, StringComparer.OrdinalIgnoreCase) && FileSystemName.MatchesSimpleExpression(options.Pattern, f.Name))
            .OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Those nobody writes to any more: their last change lies some time back, or was not followed by another for as long as we have looked, for the clock
    /// of whoever writes may be ahead of ours. A file that grew since the last look is waited for whatever its time says.
    /// </summary>
    public List<FileInfo> Settled(IReadOnlyList<FileInfo> files)
    {
        var now = time.GetUtcNow();
        var seen = new Dictionary<string, (long, DateTime, DateTimeOffset)>(StringComparer.Ordinal);
        var settled = new List<FileInfo>();
        foreach (var file in files)
        {
            var met = _seen.TryGetValue(file.Name, out var before);
            var same = met && before.Size == file.Length && before.Written == file.LastWriteTimeUtc;
            seen[file.Name] = (file.Length, file.LastWriteTimeUtc, same ? before.Since : now);
            if (same ? now - before.Since >= options.Settle || Old(file, now) : !met && Old(file, now)) settled.Add(file);
        }

        _seen = seen;
        return settled;
    }

    /// <summary>Reads the file once; what is open for writing may change under it, then its size or time is another afterwards.</summary>
    public async Task<string> MarkAsync(FileInfo file, CancellationToken ct)
    {
        await using var stream = Open(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct))[..32] + _reading;
    }

    public static FileStream Open(FileInfo file) => new(file.FullName, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 128 * 1024, Options = FileOptions.SequentialScan });

    /// <summary>Moves what the stored cursor says was read. A file that has changed since is not the one that was read, and stays.</summary>
    /// <returns>What could not be moved, for a person.</returns>
    public List<string> MoveDone(IReadOnlyList<FileInfo> files, DropCursor cursor)
    {
        var faults = new List<string>();
        if (options.After != DropAfter.Move) return faults;
        foreach (var file in files)
        {
            if (!cursor.Done.Any(d => d.Fault is null && d.Is(file))) continue;
            try
            {
                var done = Directory.CreateDirectory(Path.Combine(options.Path, DoneFolder)).FullName;
                file.MoveTo(Free(done, file.Name), overwrite: false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults.Add($"{file.Name}: read, but cannot be moved to {DoneFolder}/: {e.GetType().Name}");
            }
        }

        return faults;
    }

    private static string Free(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        for (var n = 2; File.Exists(path); n++) path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}-{n}{Path.GetExtension(name)}");
        return path;
    }

    private bool Old(FileInfo file, DateTimeOffset now) => now - file.LastWriteTimeUtc >= options.Settle;
}
