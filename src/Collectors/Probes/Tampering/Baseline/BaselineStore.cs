using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>Baseline and pending look of a target in the probes' memory. What cannot be read is learnt anew.</summary>
internal sealed class BaselineStore(IProbeMemory memory, string targetId)
{
    private const string BaselineKey = "tampering.baseline";
    private const string PendingKey = "tampering.pending";

    /// <summary>Facts are cut one by one and their number bounded; this is for what all of them together may come to.</summary>
    private const int Largest = 512 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<BaselineState?> BaselineAsync(CancellationToken ct) =>
        Read<BaselineState>(await memory.ReadAsync(targetId, BaselineKey, ct)) is { Version: BaselineState.Current } kept ? kept : null;

    public async Task<PendingLook?> PendingAsync(CancellationToken ct) =>
        Read<PendingLook>(await memory.ReadAsync(targetId, PendingKey, ct)) is { Version: BaselineState.Current, Token.Length: > 0 } kept ? kept : null;

    /// <summary>Not written when a person approved meanwhile.</summary>
    public async Task LearnAsync(BaselineState state, CancellationToken ct)
    {
        var kept = await BaselineAsync(ct);
        if (kept is not null && kept.Url == state.Url && kept.Revision != state.Revision) return;
        await KeepAsync(state, ct);
    }

    public Task KeepAsync(BaselineState state, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(state, Json);
        // The text blocks are by far the most; without them the rest still guards.
        if (text.Length > Largest) text = JsonSerializer.Serialize(state with { Usual = state.Usual with { Blocks = [.. state.Usual.Blocks.Take(100)] } }, Json);
        return memory.WriteAsync(targetId, BaselineKey, text, ct);
    }

    public Task KeepPendingAsync(PendingLook? pending, CancellationToken ct) => memory.WriteAsync(targetId, PendingKey, pending is null ? "" : JsonSerializer.Serialize(pending, Json), ct);

    private static T? Read<T>(string? text) where T : class
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
