using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Between two stored touches an alert's true last firing look is newer than the stored one; and a repeated "still held down"
/// need not be stored again. Losing this memory costs one repeated decision row and at most one touch interval of hold-down.
/// </summary>
internal sealed class Memory
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public void KeepOnly(IEnumerable<string> alertIds)
    {
        var open = alertIds.ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _entries.Keys.Where(id => !open.Contains(id)).ToList()) _entries.Remove(gone);
    }

    public DateTimeOffset LastFiring(Alert alert) =>
        _entries.GetValueOrDefault(alert.Id) is { LastFiring: { } last } && last > alert.LastFiring ? last : alert.LastFiring;

    public void Fired(string alertId, DateTimeOffset at) => Of(alertId).LastFiring = at;

    /// <summary>True when this reason was not the last one said of the alert.</summary>
    public bool IsNews(string alertId, DecisionReason reason)
    {
        var entry = Of(alertId);
        if (entry.Said == reason) return false;
        entry.Said = reason;
        return true;
    }

    /// <summary>True when the alert had been said to be ending or unknowable, so firing again is worth a row.</summary>
    public bool WasWavering(string alertId) =>
        _entries.GetValueOrDefault(alertId)?.Said is DecisionReason.HeldDown or DecisionReason.UnknownKept;

    private Entry Of(string alertId)
    {
        if (!_entries.TryGetValue(alertId, out var entry)) _entries[alertId] = entry = new Entry();
        return entry;
    }

    private sealed class Entry
    {
        public DateTimeOffset? LastFiring { get; set; }

        public DecisionReason? Said { get; set; }
    }
}
