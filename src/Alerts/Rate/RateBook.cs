using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Alerts.Rate;

/// <summary>
/// The buckets of all robots, kept over reloads of the configuration. Channels that speak through one robot share its bucket. They live
/// with the process; what an earlier one has sent is not known message by message, so a channel that was spoken to just before a restart
/// begins with a full bucket: a minute's wait at most, where a robot that is shouted at stays deaf for ten.
/// </summary>
public sealed class RateBook(Random jitter)
{
    private readonly ConcurrentDictionary<string, RateBucket> _buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RateBucket> _byChannel = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _spoken = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private SteadyClock? _steady;

    /// <summary>When an earlier process last spoke to a channel. To be told before anything is sent.</summary>
    public void Remember(string channel, DateTimeOffset at)
    {
        _spoken[channel] = at;
        if (_byChannel.TryGetValue(channel, out var bucket)) bucket.Fill(at);
    }

    /// <param name="kind">Kind of the channel.</param>
    /// <param name="channel">Its id.</param>
    /// <param name="token">What names the robot; only its hash is kept.</param>
    /// <param name="rules">Its windows.</param>
    internal RateBucket Of(string kind, string channel, string token, params RateRule[] rules)
    {
        var bucket = _buckets.GetOrAdd(kind + ":" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), _ => new RateBucket(rules));
        if (_byChannel.TryAdd(channel, bucket) && _spoken.TryGetValue(channel, out var at)) bucket.Fill(at);
        else _byChannel[channel] = bucket;
        return bucket;
    }

    /// <summary>One clock for all buckets.</summary>
    internal SteadyClock Steady(TimeProvider time)
    {
        lock (_gate) return _steady ??= new SteadyClock(time);
    }

    /// <summary>From 0 to below 1.</summary>
    internal double Chance()
    {
        lock (_gate) return jitter.NextDouble();
    }
}
