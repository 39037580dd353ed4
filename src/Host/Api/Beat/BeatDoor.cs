using System.Security.Cryptography;
using Monitor.Collectors.Probes.Heartbeat;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Api.Beat;

/// <summary>Who may report for which target. An unknown target and a wrong token are answered alike, and take the same time.</summary>
internal sealed class BeatDoor(ICurrentConfig config)
{
    /// <returns>Null without the right.</returns>
    public TargetDefinition? Enter(string id, string? authorization)
    {
        var shown = BearerKey.Hash(BearerKey.Of(authorization));
        TargetDefinition? entered = null;
        foreach (var target in config.Current.Targets)
        {
            if (target is not { Enabled: true, Options: HeartbeatProbeOptions options }) continue;
            var fits = CryptographicOperations.FixedTimeEquals(shown, Expected(options));
            if (fits && target.Id == id) entered = target;
        }

        return entered;
    }

    private static byte[] Expected(HeartbeatProbeOptions options) => options.Token is { } token ? BearerKey.Hash(token.Reveal()) : Convert.FromHexString(options.TokenSha256!);
}
