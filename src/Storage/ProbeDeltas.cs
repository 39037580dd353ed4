using Monitor.Core.Probes;

namespace Monitor.Storage;

/// <summary>What results add to, and replaced ones take from, the probes' curve; gathered over a batch, one delta for each target and bucket.</summary>
internal sealed class ProbeDeltas
{
    private readonly SortedDictionary<(string Target, long At), ProbeDelta> _deltas = new(Comparer<(string Target, long At)>.Create(
        (a, b) => string.CompareOrdinal(a.Target, b.Target) is var order and not 0 ? order : a.At.CompareTo(b.At)));

    /// <summary>In the same order everywhere, so that two writers never wait for each other.</summary>
    public IReadOnlyCollection<KeyValuePair<(string Target, long At), ProbeDelta>> All => _deltas;

    public void Add(ProbeResult result) => Of(result).Count(result, 1);

    public void Take(ProbeResult result) => Of(result).Count(result, -1);

    private ProbeDelta Of(ProbeResult result)
    {
        var key = (result.TargetId, result.At.Ms() / StoreRules.BucketMs * StoreRules.BucketMs);
        return _deltas.TryGetValue(key, out var delta) ? delta : _deltas[key] = new ProbeDelta();
    }
}

/// <summary>Durations in microseconds: whole numbers add up the same in every order.</summary>
internal sealed class ProbeDelta
{
    private readonly SortedDictionary<int, int> _places = [];

    public int[] States { get; } = new int[4];

    public int Timed { get; private set; }

    public long Sum { get; private set; }

    public long Max { get; private set; }

    public void Count(ProbeResult result, int by)
    {
        States[(int)result.State] += by;
        if (ProbeBucket.TimeOf(result) is not { } ms) return;
        var us = (long)Math.Round(ms * 1000);
        Timed += by;
        Sum += by * us;
        if (by > 0) Max = Math.Max(Max, us);
        var place = Latencies.PlaceOf(ms);
        _places[place] = _places.GetValueOrDefault(place) + by;
    }

    public string Onto(string? places)
    {
        var sum = Latencies.Read(places ?? "");
        foreach (var (place, count) in _places) sum[place] = sum.GetValueOrDefault(place) + count;
        return Latencies.Write(sum);
    }
}
