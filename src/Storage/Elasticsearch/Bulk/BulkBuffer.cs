using System.Buffers;
using System.Text.Json;

namespace Monitor.Storage.Elasticsearch.Bulk;

/// <summary>What is done with a document. All of them may be repeated.</summary>
internal enum BulkAction { Create, Index, Update }

/// <summary>
/// The lines of one bulk request, in order. Kept and emptied rather than made anew, so that memory stays flat; documents are written straight into it.
/// </summary>
internal sealed class BulkBuffer : IDisposable
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private readonly Utf8JsonWriter _json;
    private readonly List<int> _begins = [];
    private readonly List<BulkAction> _actions = [];

    public BulkBuffer() => _json = new Utf8JsonWriter(_lines, Writing);

    public int Count => _begins.Count;

    public int Bytes => _lines.WrittenCount;

    public BulkAction ActionOf(int item) => _actions[item];

    /// <param name="version">External version: a write that comes late never replaces a newer one.</param>
    /// <param name="document">Writes the document; of an update the fields to change.</param>
    public void Add<T>(BulkAction action, string index, string id, long? version, T state, Action<Utf8JsonWriter, T> document)
    {
        _begins.Add(_lines.WrittenCount);
        _actions.Add(action);
        _json.WriteStartObject();
        _json.WriteStartObject(action switch { BulkAction.Create => "create", BulkAction.Index => "index", _ => "update" });
        _json.WriteString("_index", index);
        _json.WriteString("_id", id);
        if (version is { } v)
        {
            _json.WriteNumber("version", v);
            _json.WriteString("version_type", "external");
        }

        if (action == BulkAction.Update) _json.WriteNumber("retry_on_conflict", 3);
        _json.WriteEndObject();
        _json.WriteEndObject();
        EndLine();
        document(_json, state);
        EndLine();
    }

    /// <summary>The lines of the items from the one to the one before the other.</summary>
    public ReadOnlyMemory<byte> Lines(int from, int until) =>
        _lines.WrittenMemory[_begins[from]..(until < _begins.Count ? _begins[until] : _lines.WrittenCount)];

    public void Clear()
    {
        _lines.ResetWrittenCount();
        _begins.Clear();
        _actions.Clear();
    }

    public void Dispose() => _json.Dispose();

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);
    }
}
