using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Security;

namespace Monitor.Host.Security;

/// <summary>A key from config, else a random one kept in the data directory, readable by its owner only.</summary>
internal static class KeptKey
{
    private const int Length = 32;

    public static byte[] Load(Secret? configured, string path)
    {
        if (configured is { } secret) return SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()));
        if (File.Exists(path)) return Read(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var key = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(key);
        return key;
    }

    private static byte[] Read(string path)
    {
        var key = File.ReadAllBytes(path);
        // A short key would be a weak one, and a new one silently made would break what the old one made; better to stop and be told.
        return key.Length == Length ? key : throw new InvalidDataException($"{path} must hold exactly {Length} bytes, it holds {key.Length}; restore it from backup or delete it to begin anew.");
    }
}
