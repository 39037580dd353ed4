using System.Security.Cryptography;
using System.Text;
using Monitor.Host.Configuration;

namespace Monitor.Host.Security;

/// <summary>The key of the author hash: from config, else a random one kept in the data directory, readable by its owner only.</summary>
internal static class AuthorKey
{
    public static byte[] Load(MonitorConfig config, string dataDirectory)
    {
        if (config.AuthorKey is { } secret) return SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()));

        var path = Path.Combine(dataDirectory, "author.key");
        if (File.Exists(path)) return Read(path);
        Directory.CreateDirectory(dataDirectory);
        var key = RandomNumberGenerator.GetBytes(32);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(key);
        return key;
    }

    private static byte[] Read(string path)
    {
        var key = File.ReadAllBytes(path);
        // A short key would silently give every author a new name; better to stop and be told.
        return key.Length == 32 ? key : throw new InvalidDataException($"{path} must hold exactly 32 bytes, it holds {key.Length}; restore it from backup or delete it to begin anew.");
    }
}
