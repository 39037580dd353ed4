using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Monitor.Collectors.Probes;

/// <summary>The HTTP client of one check: fresh connections, no proxy, every phase told to the clock.</summary>
internal static class ProbeHandler
{
    /// <param name="perAddress">Limit for connecting to one address.</param>
    /// <param name="cookies">Send back on later requests what earlier answers set.</param>
    /// <param name="accept">Sees the certificate of every TLS connection and says whether to go on.</param>
    /// <param name="wire">Which addresses, and who watches; null = any, nobody.</param>
    /// <exception cref="OptionFileException">caFile is of no use.</exception>
    public static SocketsHttpHandler Create(TimeSpan perAddress, string? caFile, PhaseClock clock, TimeProvider time, bool cookies, RemoteCertificateValidationCallback accept, Wire? wire = null) => new()
    {
        AllowAutoRedirect = false, // followed by the caller, so that each hop is timed and none falls from https to http
        UseProxy = false,
        UseCookies = cookies,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectCallback = async (context, ct) =>
        {
            var stream = await Dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, perAddress, time, clock, ct, wire?.Family ?? AddressFamily.Unspecified, wire?.Trace);
            clock.Enter(context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps ? Phases.Tls : Phases.FirstByte);
            return stream;
        },
        PlaintextStreamFilter = (context, _) =>
        {
            clock.Enter(Phases.FirstByte);
            return ValueTask.FromResult(wire is null ? context.PlaintextStream : wire.Watch(context.PlaintextStream));
        },
        SslOptions = new() { CertificateChainPolicy = Trust.Policy(caFile, time.GetUtcNow()), RemoteCertificateValidationCallback = accept },
    };

    /// <summary>Where a redirect leads; null when the answer is none.</summary>
    public static Uri? Next(HttpResponseMessage response, Uri url) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location && Uri.TryCreate(url, location, out var next) ? next : null;

    /// <summary>The body up to a limit; true with it when there was more.</summary>
    public static async Task<(byte[] Body, bool Cut)> ReadAsync(HttpResponseMessage response, int limit, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; body.Length < limit && (read = await stream.ReadAsync(buffer, ct)) > 0;) body.Write(buffer, 0, read);
        return (body.ToArray(), body.Length >= limit);
    }
}
