using System.Net;

namespace Monitor.Collectors.Probes.Http;

/// <summary>The requests of one check on connections of its own, redirects included, with every phase told to the clock. Keeps cookies.</summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MaxBody = 2 * 1024 * 1024;

    private readonly ExchangeSettings _settings;
    private readonly PhaseClock _clock;
    private readonly ProbeTrace? _trace;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _http;

    /// <exception cref="OptionFileException">caFile is of no use.</exception>
    public HttpExchange(ExchangeSettings settings, PhaseClock clock, TimeProvider time, ProbeTrace? trace = null)
    {
        (_settings, _clock, _trace) = (settings, clock, trace);
        Wire = new(settings.Family, trace);
        Certificates = new(settings, time, trace);
        _handler = ProbeHandler.Create(settings.Timeout, settings.CaFile, clock, time, cookies: true, Certificates.Accept, Wire);
        _http = new(_handler, disposeHandler: true);
    }

    public WayCertificates Certificates { get; }

    public Wire Wire { get; }

    /// <summary>How far the body being read has come, and how long it was said to be.</summary>
    public long BodyReceived { get; private set; }

    public long? BodyDeclared { get; private set; }

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <exception cref="HttpRequestException">Network or protocol failure; the clock tells the phase.</exception>
    /// <exception cref="FaultException">A redirect that must not be followed, or an address that must not be asked.</exception>
    public async Task<HttpAnswer> RunAsync(HttpAsk ask, CancellationToken ct)
    {
        var (url, method, body) = (ask.Url, ask.Method, ask.Body);
        Certificates.First ??= url.Host;
        RedirectWay? way = null;
        var sent = RedirectWay.Carried(method.Method, url, Cookies);
        while (true)
        {
            using var request = Request(ask, url, method, body);
            Wire.Mark();
            _clock.Enter(Phases.FirstByte);
            using var response = await _http.SendAsync(request, ct);
            _clock.Enter(Phases.Body);
            _trace?.Say(Phases.FirstByte, $"{method} {url}", $"{(int)response.StatusCode} HTTP/{response.Version}{Interesting(response)}");
            if (!ask.FollowRedirects || ProbeHandler.Next(response, url) is not { } next) return await ReadAsync(response, url, ct);

            _clock.Enter(Phases.Check);
            (method, body) = Repeats((int)response.StatusCode, method) ? (method, body) : (HttpMethod.Get, null);
            (way ??= new(url, sent, Cookies)).Go(next, method.Method);
            url = next;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>307 and 308 repeat the request; the others make a POST a GET, as every browser does (RFC 9110, section 15.4).</summary>
    private static bool Repeats(int status, HttpMethod method) => status is 307 or 308 || method == HttpMethod.Get || method == HttpMethod.Head;

    private HttpRequestMessage Request(HttpAsk ask, Uri url, HttpMethod method, Func<HttpContent>? body)
    {
        if (_settings.Refuse?.Invoke(url) is { } why)
        {
            _clock.Enter(Phases.Check);
            throw new FaultException("http.refused", why);
        }

        var request = new HttpRequestMessage(method, url) { Content = body?.Invoke() };
        if (_settings.Protocol != VersionChoice.Http1 && url.Scheme == Uri.UriSchemeHttps) request.Version = HttpVersion.Version20;
        // What the target's own headers say counts first.
        foreach (var (name, value) in ask.Headers) Add(request, name, value);
        if (url.Authority == ask.Url.Authority)
            foreach (var (name, value) in ask.OwnHeaders) Add(request, name, value);
        if (!request.Headers.NonValidated.Contains("User-Agent")) request.Headers.TryAddWithoutValidation("User-Agent", "Monitor-Probe/0.1");
        if (!request.Headers.NonValidated.Contains("Accept")) request.Headers.TryAddWithoutValidation("Accept", "*/*");
        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is null) return;
        request.Content.Headers.Remove(name);
        request.Content.Headers.TryAddWithoutValidation(name, value);
    }

    private async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, Uri url, CancellationToken ct)
    {
        (BodyReceived, BodyDeclared) = (0, response.Content.Headers.ContentLength);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        // The limit counts what was unpacked, so a small answer that unpacks without end is no more than a long one.
        for (int read; body.Length < MaxBody && (read = await stream.ReadAsync(buffer, ct)) > 0; BodyReceived = body.Length) body.Write(buffer, 0, read);
        var cut = body.Length >= MaxBody;
        _trace?.Say(Phases.Body, "read", $"{body.Length} bytes{(cut ? ", the rest is left" : "")}");
        return new((int)response.StatusCode, response.Version, response.Headers, response.Content.Headers, body.ToArray(), cut, url);
    }

    private static string Interesting(HttpResponseMessage response)
    {
        var parts = new[] { "Location", "Content-Type", "Content-Length", "Content-Encoding", "Server", "Retry-After", "Strict-Transport-Security" }
            .Select(n => (Name: n, Value: response.Headers.NonValidated.TryGetValues(n, out var v) || response.Content.Headers.NonValidated.TryGetValues(n, out v) ? v.ToString() : null))
            .Where(h => h.Value is not null).Select(h => $"{h.Name}: {h.Value}");
        return string.Concat(parts.Select(p => "; " + p));
    }
}
