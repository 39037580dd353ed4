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
    private readonly HttpMessageInvoker _http;

    public HttpExchange(HttpProbeOptions options, PhaseClock clock, TimeProvider time)
    {
        _options = options;
        _clock = clock;
        _http = new(ProbeHandler.Create(options.Timeout, options.CaFile, clock, time, cookies: true, (sender, certificate, chain, errors) =>
        {
            Certificate = Shown.Of(certificate);
            if (errors == SslPolicyErrors.None) return true;
            var host = (sender as SslStream)?.TargetHostName ?? "";
            CertificateFindings = Tls.CertificateFindings.Inspect(certificate as X509Certificate2, chain, errors, host, time.GetUtcNow(), []);
            return false;
        }), disposeHandler: true);
    }

    /// <summary>Why the certificate was refused; empty when it was not.</summary>
    public IReadOnlyList<Finding> CertificateFindings { get; private set; } = [];

    /// <summary>What the last server with TLS showed; after redirects that of the page.</summary>
    public ServerCertificate? Certificate { get; private set; }

    /// <exception cref="HttpRequestException">Network or protocol failure; the clock tells the phase.</exception>
    /// <param name="ct">Ends the request.</param>
    /// <param name="visitor">Who asks; null = ourselves.</param>
    public async Task<HttpAnswer> RunAsync(CancellationToken ct, Visitor? visitor = null)
    {
        var url = new Uri(_options.Url);
        for (var hop = 0; ; hop++)
        {
            using var request = new HttpRequestMessage(_options.Method == HttpProbeMethod.Head ? HttpMethod.Head : HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("User-Agent", visitor?.Agent ?? "Monitor-Probe/0.1");
            if (visitor?.Referrer is { } referrer) request.Headers.TryAddWithoutValidation("Referer", referrer);
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
            _clock.Enter(Phases.FirstByte);
            using var response = await _http.SendAsync(request, ct);
            _clock.Enter(Phases.Body);
            if (!_options.FollowRedirects || ProbeHandler.Next(response, url) is not { } next) return await ReadAsync(response, url, ct);

            _clock.Enter(Phases.Check);
            if (hop == MaxRedirects) throw new HttpRequestException($"重定向超过 {MaxRedirects} 次");
            if (next.Scheme is not ("http" or "https")) throw new HttpRequestException($"重定向到非 http 地址（{next.Scheme}），已拒绝");
            if (url.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps) throw new HttpRequestException("重定向从 https 降级到 http，已拒绝");
            url = next;
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, Uri url, CancellationToken ct)
    {
        var (body, cut) = await ProbeHandler.ReadAsync(response, MaxBody, ct);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.CharSet, body, cut, url);
    }
}

/// <summary>Whom a page takes a request to come from.</summary>
internal sealed record Visitor(string Agent, string? Referrer);
