using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>What stands where, and under which id. Both follow from the thing itself, so that writing it again meets what is there.</summary>
internal sealed class Names(string prefix)
{
    public string Prefix => prefix;

    /// <summary>All posts, for reading.</summary>
    public string Posts => prefix + "-posts";

    public string Probes => prefix + "-probes-default";

    public string AlertEvents => prefix + "-alertevents-default";

    public string ZhComponent => prefix + "@zh";

    public string PostsPolicy => prefix + "-posts";

    public string StreamsPolicy => prefix + "-streams";

    public string PostsTemplate => prefix + "-posts";

    public string ProbesTemplate => prefix + "-probes";

    public string AlertEventsTemplate => prefix + "-alertevents";

    /// <summary>The month of the publish time, UTC. The name ends with its first day, from which the age of the index is counted.</summary>
    public string PostsOf(DateTimeOffset published) => $"{prefix}-posts-{published.UtcDateTime.ToString("yyyy.MM", CultureInfo.InvariantCulture)}.01";

    public static string ProbeId(string target, DateTimeOffset at, string? vantage = null) =>
        Hash($"{target}|{at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}{(string.IsNullOrEmpty(vantage) ? "" : "|" + vantage)}");

    public static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Text.Base64Url.EncodeToString(hash[..16]);
    }
}
