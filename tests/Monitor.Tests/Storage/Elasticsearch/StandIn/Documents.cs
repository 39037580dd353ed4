using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

internal sealed record Doc(string Index, string Id, byte[] Source, long Version, long SeqNo)
{
    private JsonElement? _root;

    public JsonElement Root => _root ??= JsonDocument.Parse(Source).RootElement;
}

/// <summary>One concrete index: what was written, and what searches see of it, which is what stood there at the last refresh.</summary>
internal sealed class Documents(string name, JsonObject mapped, IReadOnlyCollection<string> analyzers, IReadOnlyCollection<string> aliases, bool isBacking)
{
    private Mapping _mapping = new(mapped, analyzers);

    private readonly Dictionary<string, Doc> _live = new(StringComparer.Ordinal);
    private IReadOnlyList<Doc> _seen = [];
    private bool _dirty;
    private long _seqNo = -1;

    public string Name => name;

    public Mapping Mapping => _mapping;

    /// <summary>The mapping as it was put.</summary>
    public JsonObject Mapped => mapped;

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
        using (var parsed = Parse(source)) _mapping.Check(parsed.RootElement);
        var doc = new Doc(name, id, source, external ?? (old?.Version ?? 0) + 1, ++_seqNo);
        _live[id] = doc;
        _dirty = true;
        return (doc, old is null);
    }

    /// <summary>Adds fields; one that is there keeps its type, as on a real server.</summary>
    public void Map(JsonObject body)
    {
        Merge(mapped, body, "");
        _mapping = new Mapping(mapped, analyzers);
    }

    private static void Merge(JsonObject into, JsonObject more, string path)
    {
        foreach (var (key, value) in more)
        {
            if (key == "_meta" || !into.ContainsKey(key)) into[key] = value!.DeepClone();
            else if (value is JsonObject inner) Merge(into[key]!.AsObject(), inner, $"{path}.{key}");
            else if (key == "type" && (string)into[key]! != (string)value!) throw new Refusal(400, "illegal_argument_exception", $"mapper [{path}] cannot be changed from type [{into[key]}] to [{value}]");
        }
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
