using System.Collections.Concurrent;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Vantages;

/// <summary>When each vantage point was last heard. Kept in the ledger at most every half minute, for processes that judge without hearing and for a restart.</summary>
internal sealed class VantageBook(ICurrentConfig config, ILedger ledger, TimeProvider time)
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _heard = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _kept = new(StringComparer.Ordinal);

    public async Task HeardAsync(string id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        _heard[id] = now;
        if (_kept.TryGetValue(id, out var kept) && now - kept < Rhythm && now >= kept) return;
        _kept[id] = now;
        await ledger.SetSettingAsync(Key(id), now.ToString("O"), ct);
    }

    public async Task<IReadOnlyList<VantageStatus>> LookAsync(CancellationToken ct)
    {
        var points = config.Current.Vantages;
        if (points.Count == 0) return [];
        var all = new List<VantageStatus>(points.Count);
        foreach (var point in points) all.Add(new(point, await LastAsync(point, ct)));
        return all;
    }

    private async Task<DateTimeOffset> LastAsync(VantagePoint point, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var here = _heard.GetOrAdd(point.Id, now);
        if (now - here < point.ExpectWithin) return here;
        // Another process may hear it.
        if (!DateTimeOffset.TryParse(await ledger.SettingAsync(Key(point.Id), ct), System.Globalization.CultureInfo.InvariantCulture, out var stored) || stored <= here) return here;
        return _heard[point.Id] = stored;
    }

    private static string Key(string id) => "vantage." + id;
}
