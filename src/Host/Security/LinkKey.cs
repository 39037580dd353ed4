using Monitor.Host.Configuration;

namespace Monitor.Host.Security;

/// <summary>The key that signs links; with another one all links sent before are refused.</summary>
internal static class LinkKey
{
    public static byte[] Load(MonitorConfig config, string dataDirectory) => KeptKey.Load(config.Board.LinkKey, Path.Combine(dataDirectory, "link.key"));
}
