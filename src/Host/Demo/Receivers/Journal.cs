using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Host.Demo.Receivers;

/// <summary>A list that outlives the process: one JSON line an entry, on disk before the sender hears "accepted".</summary>
internal sealed class Journal<T> : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly List<T> _entries = [];
    private readonly FileStream _file;

    public Journal(string path)
    {
        if (File.Exists(path)) _entries.AddRange(Read(path));
        // Rewritten whole at start, so a line torn by a kill does not swallow the next one.
        File.WriteAllLines(path + ".next", _entries.Select(e => JsonSerializer.Serialize(e, Json)));
        File.Move(path + ".next", path, overwrite: true);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    public IReadOnlyList<T> Entries
    {
        get
        {
            lock (_gate) return _entries.ToArray();
        }
    }

    public void Add(T entry)
    {
        lock (_gate)
        {
            _file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, Json));
            _file.WriteByte((byte)'\n');
            _file.Flush(flushToDisk: true);
            _entries.Add(entry);
        }
    }

    public void Dispose() => _file.Dispose();

    private static IEnumerable<T> Read(string path)
    {
        foreach (var line in File.ReadAllLines(path))
        {
            T? entry;
            try
            {
                entry = JsonSerializer.Deserialize<T>(line, Json);
            }
            catch (JsonException)
            {
                continue; // torn by a kill: its sender never heard "accepted" and will come again
            }

            if (entry is not null) yield return entry;
        }
    }
}
