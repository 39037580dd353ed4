using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Alerts.Rate;

/// <summary>
/// The buckets of all robots, kept over reloads of the configuration. Channels that speak through one robot share its bucket. They live
/// with the process: after a restart the first minute counts from nothing, and a robot that is then too fast says so itself.
/// </summary>
public sealed class RateBook(Random jitter)
{
    private readonly ConcurrentDictionary<string, RateBucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <param name="kind">Kind of the channel.</param>
    /// <param name="token">What names the robot; only its hash is kept.</param>
    /// <param name="rules">Its windows.</param>
    internal RateBucket Of(string kind, string token, params RateRule[] rules) =>
        _buckets.GetOrAdd(kind + ":" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), _ => new RateBucket(rules));

    /// <summary>From 0 to below 1.</summary>
    internal double Chance()
    {
        lock (_gate) return jitter.NextDouble();
    }
}
