using System.Text.Json;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Probes.Capacity;

/// <summary>The readings of the window, thinned so that there are never more than <see cref="Most"/>; kept in the probes' memory.</summary>
internal sealed class ReadingBook(IProbeMemory memory, string targetId, TimeSpan window)
{
    public const int Most = 150;
    private const string Key = "readings";

    /// <summary>Takes one more, and gives all of the window with it, oldest first.</summary>
    public async Task<IReadOnlyList<Reading>> AddAsync(Reading reading, CancellationToken ct)
    {
        var kept = Read(await memory.ReadAsync(targetId, Key, ct)).Where(r => r.At > reading.At - window && r.At < reading.At).ToList();
        // Closer ones are looked at now, but not kept; a little closer will do, for checks are never quite on time.
        if (kept.Count > 0 && reading.At - kept[^1].At < window / Most * 0.9) return [.. kept, reading];
        kept.Add(reading);
        if (kept.Count > Most) kept.RemoveRange(0, kept.Count - Most);
        await memory.WriteAsync(targetId, Key, JsonSerializer.Serialize(kept.Select(r => new[] { r.At.ToUnixTimeMilliseconds(), r.Share })), ct);
        return kept;
    }

    private static IEnumerable<Reading> Read(string? text)
    {
        try
        {
            return text is null ? [] : [.. JsonSerializer.Deserialize<double[][]>(text)!.Select(r => new Reading(DateTimeOffset.FromUnixTimeMilliseconds((long)r[0]), r[1]))];
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // What cannot be read is forgotten; the trend begins anew.
            return [];
        }
    }
}
