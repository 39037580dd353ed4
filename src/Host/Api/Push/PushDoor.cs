using System.Security.Cryptography;
using Monitor.Collectors.Push;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Api.Push;

/// <summary>Who may send to which source. An unknown source and a wrong key are answered alike, and take the same time.</summary>
internal sealed class PushDoor(ICurrentConfig config)
{
    /// <returns>The source, or null with the status of the refusal.</returns>
    public (SourceDefinition? Source, PushOptions? Options, int Refusal) Enter(string id, string? authorization)
    {
        var shown = BearerKey.Hash(BearerKey.Of(authorization));
        var (entered, elsewhere) = ((SourceDefinition?)null, false);
        foreach (var source in config.Current.Sources)
        {
            if (source is not { Enabled: true, Options: PushOptions options }) continue;
            var fits = CryptographicOperations.FixedTimeEquals(shown, Expected(options));
            if (source.Id == id && fits) entered = source;
            elsewhere |= fits;
        }

        return entered is { Options: PushOptions own } ? (entered, own, 0) : (null, null, elsewhere ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized);
    }

    private static byte[] Expected(PushOptions options) =>
        options.Key is { } key ? BearerKey.Hash(key.Reveal()) : Convert.FromHexString(options.KeySha256!);
}
