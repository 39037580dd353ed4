using System.Net;
using System.Net.Security;

namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>The manners of every connection to Elasticsearch and Kibana: no proxy, no redirect that would carry the key elsewhere, limits by the caller.</summary>
internal static class Door
{
    /// <param name="wrap">Puts a handler around the wire, to record or to check what passes.</param>
    public static HttpClient Open(SslClientAuthenticationOptions trust, bool gzip, Func<HttpMessageHandler, HttpMessageHandler>? wrap)
    {
        HttpMessageHandler wire = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            AutomaticDecompression = gzip ? DecompressionMethods.GZip : DecompressionMethods.None,
            SslOptions = trust,
        };
        return new HttpClient(wrap?.Invoke(wire) ?? wire) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
