using System.Security.Cryptography;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Vantages;

/// <summary>Which vantage point shows this key. Every key is compared, so that the answer takes the same time.</summary>
internal sealed class VantageDoor(ICurrentConfig config)
{
    public VantagePoint? Enter(string? authorization)
    {
        var shown = BearerKey.Hash(BearerKey.Of(authorization));
        VantagePoint? entered = null;
        foreach (var point in config.Current.Vantages)
            if (point.Key is { } key && CryptographicOperations.FixedTimeEquals(shown, BearerKey.Hash(key.Reveal()))) entered = point;
        return entered;
    }
}
