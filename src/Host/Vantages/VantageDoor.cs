using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Vantages;

/// <summary>Which vantage point shows this key. Every key is compared, so that the answer takes the same time.</summary>
internal sealed class VantageDoor(ICurrentConfig config)
{
    private const string Scheme = "Bearer ";

    public VantagePoint? Enter(string? authorization)
    {
        var shown = SHA256.HashData(Encoding.UTF8.GetBytes(authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : ""));
        VantagePoint? entered = null;
        foreach (var point in config.Current.Vantages)
            if (point.Key is { } key && CryptographicOperations.FixedTimeEquals(shown, SHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal())))) entered = point;
        return entered;
    }
}
