using System.Text.Json;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

internal sealed record Doc(string Index, string Id, byte[] Source, long Version, long SeqNo)
{
    private JsonElement? _root;

    public JsonElement Root => _root ??= JsonDocument.Parse(Source).RootElement;
}

/// <summary>One concrete index: what was written, and what searches see of it, which is what stood there at the last refresh.</summary>
internal sealed class Documents(string name, Mapping mapping, IReadOnlyCollection<string> aliases, bool isBacking)
{
    private readonly Dictionary<string, Doc> _live = new(StringComparer.Ordinal);
    private IReadOnlyList<Doc> _seen = [];
    private bool _dirty;
    private long _seqNo = -1;

    public string Name => name;

    public Mapping Mapping => mapping;

    public IReadOnlyCollection<string> Aliases => aliases;

    public bool IsBacking => isBacking;

    public IReadOnlyList<Doc> Seen => _seen;

    public IReadOnlyDictionary<string, Doc> Live => _live;

    public void Refresh()
    {
        if (!_dirty) return;
        _seen = [.. _live.Values];
        _dirty = false;
    }

    /// <returns>The document, and whether there was none before.</returns>
    public (Doc Doc, bool Created) Put(string id, byte[] source, bool create, long? external, (long SeqNo, long Term)? expected)
    {
        var old = _live.GetValueOrDefault(id);
        if (create && old is not null) throw Conflict(id, $"document already exists (current version [{old.Version}])");
        if (external is { } version && old is not null && old.Version >= version) throw Conflict(id, $"current version [{old.Version}] is higher or equal to the one provided [{version}]");
        if (expected is { } at && (old is null || old.SeqNo != at.SeqNo || at.Term != 1)) throw Conflict(id, $"required seqNo [{at.SeqNo}], primary term [{at.Term}]. current document has seqNo [{old?.SeqNo}] and primary term [1]");
        using (var parsed = Parse(source)) mapping.Check(parsed.RootElement);
        var doc = new Doc(name, id, source, external ?? (old?.Version ?? 0) + 1, ++_seqNo);
        _live[id] = doc;
        _dirty = true;
        return (doc, old is null);
    }

    public void Delete(string id)
    {
        _seqNo++;
        _dirty |= _live.Remove(id);
    }

    private static JsonDocument Parse(byte[] source)
    {
        try
        {
            return JsonDocument.Parse(source);
        }
        catch (JsonException e)
        {
            throw new Refusal(400, "document_parsing_exception", "failed to parse: " + e.Message);
        }
    }

    private static Refusal Conflict(string id, string why) => new(409, "version_conflict_engine_exception", $"[{id}]: version conflict, {why}");
}
