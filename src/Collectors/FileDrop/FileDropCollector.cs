using Monitor.Collectors.FileDrop.Rows;
using Monitor.Collectors.Parsing;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Collectors.FileDrop;

/// <summary>
/// Reads the files of a folder, some rows at a time. The cursor names the file and the row up to which all is stored, so that whatever dies in between
/// repeats rows and never loses or doubles any; the file stays open from one part to the next, so that a large one is read once.
/// </summary>
internal sealed class FileDropCollector(string sourceId, FileDropOptions options, CollectorServices services) : ICollector
{
    /// <summary>Of one part, so that long texts do not make it large.</summary>
    private const int MostCharacters = 2_000_000;

    private readonly DropFolder _folder = new(options, services.Time);
    private OpenFile? _open;

    public async Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct)
    {
        var at = DropCursor.Read(cursor);
        try
        {
            var files = _folder.List();
            var moved = cursor is null ? [] : _folder.MoveDone(files, at);
            var settled = _folder.Settled(files);
            var (next, now) = await PickAsync(settled, at, ct);
            if (now.Now is null) return Idle(files, now, moved);
            return Part(next!, files, settled, now, moved, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Close();
            return new CollectResult { State = SourceState.Unreachable, Error = $"{options.Path}: {(e is DirectoryNotFoundException ? "no such folder" : e.GetType().Name + ": " + e.Message)}" };
        }
    }

    /// <summary>The file under way if it still stands there as it was, else the oldest that was not read.</summary>
    private async Task<(FileInfo? File, DropCursor Cursor)> PickAsync(List<FileInfo> settled, DropCursor at, CancellationToken ct)
    {
        if (at.Now is { } going && settled.FirstOrDefault(going.Is) is { } same) return (same, at);
        at = at with { Now = null, Row = 0 };
        foreach (var file in settled.Where(f => !at.Done.Any(d => d.Is(f))))
        {
            var drop = new DropFile(file.Name, file.Length, file.LastWriteTimeUtc, await _folder.MarkAsync(file, ct));
            file.Refresh();
            if (!drop.Is(file)) continue;
            // The same content under another name or time was read before; what failed is not tried again under another name either.
            if (at.Done.FirstOrDefault(d => d.Mark == drop.Mark) is { } twin) at = at.With(drop with { Fault = twin.Fault });
            else return (file, at with { Now = drop });
        }

        return (null, at);
    }

    private CollectResult Idle(List<FileInfo> files, DropCursor at, List<string> moved)
    {
        Close();
        return Result(files, at, [], moved, more: false, [$"look {options.Path} -> {files.Count} files, none to read"]);
    }

    private CollectResult Part(FileInfo file, List<FileInfo> files, List<FileInfo> settled, DropCursor at, List<string> broken, CancellationToken ct)
    {
        var (posts, length, ended, fault) = (new List<RawPost>(), 0, false, (string?)null);
        var row = at.Row;
        try
        {
            var open = Reopen(file, at);
            while (posts.Count < options.BatchRows && broken.Count < options.BatchRows && length < MostCharacters)
            {
                ct.ThrowIfCancellationRequested();
                if (open.Next() is not { } entry)
                {
                    ended = true;
                    break;
                }

                row = open.Row;
                if (entry.Fault is not null) broken.Add($"{file.Name} line {entry.Line}: {entry.Fault}");
                if (entry.Post is not { } post) continue;
                posts.Add(post);
                length += post.Text.Length + (post.Title?.Length ?? 0);
            }
        }
        catch (DropFault e)
        {
            (ended, fault) = (true, $"{file.Name}: {e.Message}");
        }

        var next = ended ? at.With(at.Now! with { Fault = fault }) : at with { Row = row };
        if (ended) Close();
        var more = !ended || settled.Any(f => f.Name != file.Name && !next.Done.Any(d => d.Is(f)));
        return Result(files, next, posts, broken, more, [$"read {file.Name} rows {at.Row} to {row} -> {posts.Count} posts, {broken.Count} broken{(ended ? ", to its end" : "")}"]);
    }

    /// <summary>A file that could not be read stays where it is and keeps the source from passing for a sound one, until somebody mends or removes it.</summary>
    private CollectResult Result(List<FileInfo> files, DropCursor at, IReadOnlyList<RawPost> posts, IReadOnlyList<string> broken, bool more, IReadOnlyList<string> trace)
    {
        var bad = at.Done.Where(d => d.Fault is not null).Select(d => (Drop: d, File: files.FirstOrDefault(f => f.Exists && d.Is(f)))).Where(b => b.File is not null).ToList();
        return new CollectResult
        {
            State = bad.Count > 0 ? SourceState.ParseError : SourceState.Ok,
            Error = bad.Count == 0 ? null : string.Join("; ", bad.Take(3).Select(b => b.Drop.Fault)) + (bad.Count > 3 ? $"; and {bad.Count - 3} more files" : ""),
            Sample = bad.Count == 0 ? null : Beginning(bad[0].File!),
            Posts = posts,
            Broken = broken,
            Cursor = at.Write(),
            More = more,
            Onward = true,
            Trace = trace,
        };
    }

    private static string Beginning(FileInfo file)
    {
        using var stream = DropFolder.Open(file);
        var head = new byte[4096];
        return $"{file.Name}, {file.Length} bytes\n\n" + Sample.Text(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    /// <summary>The reader that stands where the cursor does; another is wound on to that row.</summary>
    private OpenFile Reopen(FileInfo file, DropCursor at)
    {
        if (_open is { } open && open.Mark == at.Now!.Mark && open.Row == at.Row) return open;
        Close();
        var stream = DropFolder.Open(file);
        try
        {
            _open = new OpenFile(Entries.Open(sourceId, stream, file.Name, options, services.Time.GetUtcNow), stream, at.Now!.Mark);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        while (_open.Row < at.Row && _open.Next() is not null)
        {
        }

        return _open;
    }

    private void Close()
    {
        _open?.Dispose();
        _open = null;
    }

    private sealed class OpenFile(IEntries entries, Stream stream, string mark) : IDisposable
    {
        public string Mark => mark;

        public long Row { get; private set; }

        public Entry? Next()
        {
            // A row that throws is not passed: the fault ends the file.
            var entry = entries.Next();
            if (entry is not null) Row++;
            return entry;
        }

        public void Dispose()
        {
            entries.Dispose();
            stream.Dispose();
        }
    }
}
