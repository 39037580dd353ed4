using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Storage;

namespace Monitor.Host.Scheduling;

/// <summary>
/// What the judge knows of probes beyond their latest results: the last hours by five minutes, kept up as results come, and this hour of the day on
/// earlier days, read once an hour. The window's lock guards the first.
/// </summary>
internal sealed class ProbeHistory
{
    /// <summary>The longest window of a rule, and the bucket it begins in.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(6) + ProbeBucket.Width;

    private const int Days = 28;

    private readonly Dictionary<string, ProbeBucket[]> _curve = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, IReadOnlyList<ProbeBucket>> _hours = new Dictionary<string, IReadOnlyList<ProbeBucket>>();
    private DateTimeOffset? _hour;

    public async Task<IReadOnlyList<ProbeBucket>> ReadAsync(IArchive archive, DateTimeOffset now, CancellationToken ct) =>
        await archive.ProbeCurveAsync(null, now - Recent, now + ProbeBucket.Width, ProbeBucket.Width, ct);

    public void Reset(IReadOnlyList<ProbeBucket> curve)
    {
        _curve.Clear();
        foreach (var target in curve.GroupBy(b => b.TargetId, StringComparer.Ordinal)) _curve[target.Key] = [.. target.Select(b => b with { Latency = Latencies.None })];
    }

    public void Add(ProbeResult result)
    {
        var at = ProbeBucket.StartOf(result.At);
        var kept = _curve.GetValueOrDefault(result.TargetId, []);
        var place = Array.FindLastIndex(kept, b => b.At <= at);
        var bucket = (place >= 0 && kept[place].At == at ? kept[place] : new ProbeBucket(result.TargetId, at, 0, 0, 0, 0, Latencies.None)).Counting(result.State);
        var newest = kept.Length > 0 && kept[^1].At > at ? kept[^1].At : at;
        // A new array each time: looks that still hold the old one see what was true then.
        _curve[result.TargetId] = [.. kept.Where(b => b.At != at && b.At > newest - Recent).Append(bucket).OrderBy(b => b.At)];
    }

    public IReadOnlyDictionary<string, IReadOnlyList<ProbeBucket>> Curve() => _curve.ToDictionary(c => c.Key, c => (IReadOnlyList<ProbeBucket>)c.Value, StringComparer.Ordinal);

    /// <summary>The same hour of each of the last four weeks' days. Where the store does not answer, what was known stays and the next look tries again.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ProbeBucket>>> HoursAsync(IArchive archive, DateTimeOffset now, CancellationToken ct)
    {
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        if (_hour == hour) return _hours;
        try
        {
            var read = new List<ProbeBucket>();
            for (var day = Days; day > 0; day--)
                read.AddRange(await archive.ProbeCurveAsync(null, hour.AddDays(-day), hour.AddDays(-day).AddHours(1), TimeSpan.FromHours(1), ct));
            _hours = read.GroupBy(b => b.TargetId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (IReadOnlyList<ProbeBucket>)[.. g], StringComparer.Ordinal);
            _hour = hour;
        }
        catch (StoreException)
        {
            // The judge does without it rather than not at all.
        }

        return _hours;
    }
}
