using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>One request on fresh connections, redirects included, with every phase told to the clock. Lives for one check.</summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MaxRedirects = 10;
    private const int MaxBody = 2 * 1024 * 1024;

    private readonly HttpProbeOptions _options;
    private readonly PhaseClock _clock;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _http;

    public HttpExchange(HttpProbeOptions options, PhaseClock clock, TimeProvider time)
    {
        _options = options;
        _clock = clock;
        _handler = new()
        {
            AllowAutoRedirect = false, // followed here, so that each hop is timed and none falls from https to http
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = async (context, ct) =>
            {
                var stream = await Dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, options.Timeout, time, clock, ct);
                clock.Enter(context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps ? Phases.Tls : Phases.FirstByte);
                return stream;
            },
            PlaintextStreamFilter = (context, _) =>
            {
                clock.Enter(Phases.FirstByte);
                return ValueTask.FromResult(context.PlaintextStream);
            },
            SslOptions = new()
            {
                CertificateChainPolicy = Trust.Policy(options.CaFile, time.GetUtcNow()),
                RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
                {
                    Certificate = Shown.Of(certificate);
                    if (errors == SslPolicyErrors.None) return true;
                    var host = (sender as SslStream)?.TargetHostName ?? "";
                    CertificateFindings = Tls.CertificateFindings.Inspect(certificate as X509Certificate2, chain, errors, host, time.GetUtcNow(), []);
                    return false;
                },
            },
        };
        _http = new(_handler, disposeHandler: true);
    }

    /// <summary>Why the certificate was refused; empty when it was not.</summary>
    public IReadOnlyList<Finding> CertificateFindings { get; private set; } = [];

    /// <summary>What the last server with TLS showed; after redirects that of the page.</summary>
    public ServerCertificate? Certificate { get; private set; }

    /// <exception cref="HttpRequestException">Network or protocol failure; the clock tells the phase.</exception>
    public async Task<HttpAnswer> RunAsync(CancellationToken ct)
    {
        var url = new Uri(_options.Url);
        for (var hop = 0; ; hop++)
        {
            using var request = new HttpRequestMessage(_options.Method == HttpProbeMethod.Head ? HttpMethod.Head : HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("User-Agent", "Monitor-Probe/0.1");
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
            _clock.Enter(Phases.FirstByte);
            using var response = await _http.SendAsync(request, ct);
            _clock.Enter(Phases.Body);
            if (!_options.FollowRedirects || Next(response, url) is not { } next) return await ReadAsync(response, url, ct);

            _clock.Enter(Phases.Check);
            if (hop == MaxRedirects) throw new HttpRequestException($"重定向超过 {MaxRedirects} 次");
            if (next.Scheme is not ("http" or "https")) throw new HttpRequestException($"重定向到非 http 地址（{next.Scheme}），已拒绝");
            if (url.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps) throw new HttpRequestException("重定向从 https 降级到 http，已拒绝");
            url = next;
        }
    }

    public void Dispose() => _http.Dispose();

    private static Uri? Next(HttpResponseMessage response, Uri url) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location && Uri.TryCreate(url, location, out var next) ? next : null;

    private static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, Uri url, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; body.Length < MaxBody && (read = await stream.ReadAsync(buffer, ct)) > 0;) body.Write(buffer, 0, read);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.CharSet, body.ToArray(), body.Length >= MaxBody, url);
    }
}
