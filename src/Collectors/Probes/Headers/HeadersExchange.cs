using System.Net.Security;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>The requests of one check of a site's header fields: the page, the page asked for by a foreign site, and the plain address. Only GET, no credentials.</summary>
internal sealed class HeadersExchange : IDisposable
{
    /// <summary>Whom the second request claims to come from; reserved, so that no real site is allowed by accident (RFC 2606).</summary>
    public const string ForeignOrigin = "https://cross-origin-probe.example";

    private const int MaxRedirects = 10;
    private const int MaxBody = 2 * 1024 * 1024;
    private readonly HttpMessageInvoker _http;
    private readonly PhaseClock _clock;
    private readonly HashSet<string> _refused = new(StringComparer.OrdinalIgnoreCase);

    public HeadersExchange(HeadersProbeOptions options, PhaseClock clock, TimeProvider time)
    {
        _clock = clock;
        _http = new(ProbeHandler.Create(options.Timeout, options.CaFile, clock, time, cookies: false, (sender, certificate, _, errors) =>
        {
            Certificate = Shown.Of(certificate) ?? Certificate;
            // By host, as a later request may find the connection still open and shake no hands.
            if (errors != SslPolicyErrors.None && sender is SslStream stream) _refused.Add(stream.TargetHostName);
            return true; // a bad certificate is a result here, and nothing secret is sent
        }), disposeHandler: true);
    }

    public ServerCertificate? Certificate { get; private set; }

    public int Status { get; private set; }

    /// <summary>All hops, and the answer at the end of them.</summary>
    /// <exception cref="HttpRequestException">Network or protocol failure; the clock tells the phase.</exception>
    public async Task<(IReadOnlyList<Uri> Hops, PageAnswer Answer)> FollowAsync(Uri url, string? origin, bool readBody, CancellationToken ct)
    {
        List<Uri> hops = [url];
        List<string> cookies = [];
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, hops[^1]);
            request.Headers.TryAddWithoutValidation("User-Agent", "Monitor-Probe/0.1");
            request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
            if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
            _clock.Enter(Phases.FirstByte);
            using var response = await _http.SendAsync(request, ct);
            _clock.Enter(Phases.Body);
            if (response.Headers.NonValidated.TryGetValues("Set-Cookie", out var set)) cookies.AddRange(set);
            if (hops.Count <= MaxRedirects && ProbeHandler.Next(response, hops[^1]) is { Scheme: "http" or "https" } next) hops.Add(next);
            else return (hops, await AnswerAsync(response, hops, cookies, readBody, ct));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<PageAnswer> AnswerAsync(HttpResponseMessage response, List<Uri> hops, List<string> cookies, bool readBody, CancellationToken ct)
    {
        Status = (int)response.StatusCode;
        var fields = new HeaderFields();
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                foreach (var value in values) fields.Add(name, value);
        // Log-in pages set theirs on the way; a browser keeps those too.
        foreach (var cookie in cookies) fields.Add("Set-Cookie", cookie);
        var verified = !hops.Exists(h => h.Scheme == Uri.UriSchemeHttps && _refused.Contains(h.Host));
        var answer = new PageAnswer(hops[^1], verified, fields, null);
        if (!readBody || !answer.IsHtml) return answer;
        var (body, _) = await ProbeHandler.ReadAsync(response, MaxBody, ct);
        _clock.Enter(Phases.Check);
        return answer with { Markup = PageMarkup.Of(PageText.Decode(body, response.Content.Headers.ContentType?.CharSet)) };
    }
}
