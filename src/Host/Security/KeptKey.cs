using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Security;

namespace Monitor.Host.Security;

/// <summary>A key from config, else a random one kept in the data directory, readable by its owner only.</summary>
internal static class KeptKey
{
    private const int Length = 32;
    private const string Raw = "raw:";
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    public static byte[] Load(Secret? configured, string path)
    {
        if (configured is { } secret) return Of(secret.Reveal());
        if (File.Exists(path)) return Read(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var key = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(key);
        return key;
    }

    /// <summary>True for a secret that says it is the key itself and is not.</summary>
    public static bool IsBroken(Secret secret) => secret.Reveal().StartsWith(Raw, StringComparison.Ordinal) && !IsRaw(secret.Reveal());

    /// <summary>A secret of any length, or a key of this kind as it is: so that one that was kept in a file can move to the config.</summary>
    private static byte[] Of(string secret) => IsRaw(secret) ? Convert.FromHexString(secret.AsSpan(Raw.Length)) : SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static bool IsRaw(string secret) => secret.Length == Raw.Length + 2 * Length && secret.StartsWith(Raw, StringComparison.Ordinal) && secret.AsSpan(Raw.Length).IndexOfAnyExcept(Hex) < 0;

    private static byte[] Read(string path)
    {
        var key = File.ReadAllBytes(path);
        // A short key would be a weak one, and a new one silently made would break what the old one made; better to stop and be told.
        return key.Length == Length ? key : throw new InvalidDataException($"{path} must hold exactly {Length} bytes, it holds {key.Length}; restore it from backup or delete it to begin anew.");
    }
}
