using Monitor.Host.Configuration;

namespace Monitor.Host.Security;

/// <summary>The key of the author hash; with another one every author has a new name.</summary>
internal static class AuthorKey
{
    public static byte[] Load(MonitorConfig config, string dataDirectory) => KeptKey.Load(config.AuthorKey, Path.Combine(dataDirectory, "author.key"));
}
