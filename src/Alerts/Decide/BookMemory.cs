using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Between two stored touches an alert's true last firing look is newer than the stored one; and a repeated "still held down"
/// need not be stored again. Losing this memory costs one repeated decision row, at most one touch interval of hold-down, and the turns of
/// troubles that are over. It outlives the alert book of one configuration.
/// </summary>
public sealed class BookMemory
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Turning> _turns = new(StringComparer.Ordinal);

    internal Lock Gate { get; } = new();

    internal void KeepOnly(IReadOnlyCollection<Alert> open, DateTimeOffset turnsSince)
    {
        var ids = open.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _entries.Keys.Where(id => !ids.Contains(id)).ToList()) _entries.Remove(gone);
        foreach (var (old, _) in _turns.Where(t => t.Value.Seen < turnsSince).ToList()) _turns.Remove(old);
    }

    /// <summary>What this process saw itself outweighs what is stored, which is older, and ahead of now when the clock was put back.</summary>
    internal DateTimeOffset LastFiring(Alert alert) => _entries.GetValueOrDefault(alert.Id)?.LastFiring ?? alert.LastFiring;

    internal void Fired(string alertId, DateTimeOffset at) => Of(alertId).LastFiring = at;

    /// <summary>True when this reason was not the last one said of the alert.</summary>
    internal bool IsNews(string alertId, DecisionReason reason)
    {
        var entry = Of(alertId);
        if (entry.Said == reason) return false;
        entry.Said = reason;
        return true;
    }

    /// <summary>True when the alert had been said to be ending or unknowable, so firing again is worth a row.</summary>
    internal bool WasWavering(string alertId) =>
        _entries.GetValueOrDefault(alertId)?.Said is DecisionReason.HeldDown or DecisionReason.UnknownKept;

    /// <summary>Remembers why the alert is not told; true when that is new. Null = it is told.</summary>
    internal bool IsHeldAnew(string alertId, string? why)
    {
        var entry = Of(alertId);
        if (entry.HeldFor == why) return false;
        entry.HeldFor = why;
        return why is not null;
    }

    /// <summary>Takes note of a positive look and gives the moments within the look-back at which trouble and calm turned into each other.</summary>
    /// <param name="stored">Turns stored with the open alert, for the first look after a start.</param>
    internal IReadOnlyList<DateTimeOffset> Turns(string fingerprint, bool firing, Alert? stored, DateTimeOffset now, TimeSpan within)
    {
        if (!_turns.TryGetValue(fingerprint, out var turning))
            _turns[fingerprint] = turning = new Turning { Firing = stored is null ? firing : true, At = [.. stored?.Turns ?? []] };
        if (turning.Firing != firing) turning.At.Add(now);
        // Turns ahead of now are from before the clock was put back and would never grow old.
        turning.At.RemoveAll(at => at <= now - within || at > now);
        (turning.Firing, turning.Seen) = (firing, now);
        return [.. turning.At];
    }

    private Entry Of(string alertId)
    {
        if (!_entries.TryGetValue(alertId, out var entry)) _entries[alertId] = entry = new Entry();
        return entry;
    }

    private sealed class Entry
    {
        public DateTimeOffset? LastFiring { get; set; }

        public DecisionReason? Said { get; set; }

        public string? HeldFor { get; set; }
    }

    private sealed class Turning
    {
        public bool Firing { get; set; }

        public DateTimeOffset Seen { get; set; }

        public required List<DateTimeOffset> At { get; init; }
    }
}
