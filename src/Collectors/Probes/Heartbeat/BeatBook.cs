using System.Text.Json;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Probes.Heartbeat;

/// <summary>
/// The last report of a target and the first start since then, kept in the probes' memory: it outlives the process and is one for all that share a store.
/// A report told twice is the same as told once.
/// </summary>
public sealed class BeatBook(IProbeMemory memory)
{
    private const string LastKey = "beat";
    private const string StartKey = "start";

    public async Task NoteAsync(string targetId, Beat beat, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(beat);
        var (last, start) = await ReadAsync(targetId, ct);
        if (beat.Status != BeatStatus.Start)
        {
            await memory.WriteAsync(targetId, LastKey, JsonSerializer.Serialize(beat), ct);
        }
        else if (start is null || start.At <= last?.At)
        {
            // Of a job that starts again and again without ever finishing the first start counts.
            await memory.WriteAsync(targetId, StartKey, JsonSerializer.Serialize(beat), ct);
        }
    }

    /// <summary>The last that finished, well or not, and the first start known; the start is still under way when it came later.</summary>
    public async Task<(Beat? Last, Beat? Start)> ReadAsync(string targetId, CancellationToken ct) =>
        (Read(await memory.ReadAsync(targetId, LastKey, ct)), Read(await memory.ReadAsync(targetId, StartKey, ct)));

    private static Beat? Read(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonSerializer.Deserialize<Beat>(text);
        }
        catch (JsonException)
        {
            // What cannot be read is forgotten; the next report is written over it.
            return null;
        }
    }
}
