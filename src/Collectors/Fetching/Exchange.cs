using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Collectors.Fetching;

/// <summary>One request and its answer, without redirects: bounded in size, every failure turned into a result.</summary>
internal interface IExchange : IDisposable
{
    /// <param name="limit">Ends the exchange with a timeout; linked to <paramref name="ct"/>.</param>
    /// <param name="ct">The caller's own cancellation; the only thing that throws.</param>
    /// <returns>The result, and where to go on if it is a redirect.</returns>
    Task<(FetchResult Result, Uri? Next)> SendAsync(Ask ask, CancellationToken limit, CancellationToken ct);
}

/// <summary>The exchange over the network.</summary>
internal sealed class Exchange : IExchange
{
    private readonly FetchSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public Exchange(FetchSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_settings, _time) = (settings, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Each source's own, put on and taken off here: the handler's jar would be everybody's.
            UseCookies = false,
            // Only the operator's own: behind one the guard can check what a name leads to here, not what the proxy makes of it.
            UseProxy = settings.Proxy is not null,
            Proxy = settings.Proxy is { } proxy ? new WebProxy(proxy) { Credentials = settings.ProxyLogin } : null,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = settings.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
            // Chinese sites send addresses with unescaped paths; browsers read them as UTF-8.
            ResponseHeaderEncodingSelector = static (name, _) => name.Equals("Location", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null,
            SslOptions = new() { CertificateChainPolicy = settings.Trust },
            ConnectCallback = (context, ct) => GuardedConnection.OpenAsync(context, settings, ct),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        if (FetchSettings.UserAgentFault(settings.UserAgent) is { } fault) throw new ArgumentException(fault, nameof(settings));
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(settings.UserAgent);
    }

    /// <inheritdoc/>
    public async Task<(FetchResult Result, Uri? Next)> SendAsync(Ask ask, CancellationToken limit, CancellationToken ct)
    {
        var url = ask.Url;
        try
        {
            if (_settings.Proxy is not null) await GuardedConnection.CheckAsync(url, _settings, limit);
            using var request = Request(ask);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
            if (ask.Cookies is { } jar) CookieJars.Keep(jar, url, response);
            if (Redirect(response, url) is { } next) return (FetchResult.Failed(url, FetchOutcome.HttpError, "redirect"), next);
            return (await ReadAsync(response, ask, limit), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (FetchResult.Failed(url, FetchOutcome.Timeout, $"no complete answer within {_settings.Timeout.TotalSeconds:0.#} s"), null);
        }
        catch (StillBodyException e)
        {
            return (FetchResult.Failed(url, FetchOutcome.Timeout, e.Message), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException or RefusedAddressException)
        {
            return (Refusal(e) is { } refused
                ? FetchResult.Failed(url, FetchOutcome.RefusedAddress, refused.Message)
                : FetchResult.Failed(url, FetchOutcome.Unreachable, Cause(e)), null);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>HTTP/2 where the server offers it in the TLS handshake (ALPN), else HTTP/1.1; without TLS always that.</summary>
    private static HttpRequestMessage Request(Ask ask)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, ask.Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        if (ask.Validators?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (ask.Validators?.LastModified is { } date) request.Headers.TryAddWithoutValidation("If-Modified-Since", date);
        if (ask.Cookies?.GetCookieHeader(ask.Url) is { Length: > 0 } cookies) request.Headers.TryAddWithoutValidation("Cookie", cookies);
        return request;
    }

    private async Task<FetchResult> ReadAsync(HttpResponseMessage response, Ask ask, CancellationToken limit)
    {
        var url = ask.Url;
        var status = (int)response.StatusCode;
        // Who asked without a condition holds nothing that could be unchanged.
        if (status == 304 && ask.Validators is null) return FetchResult.Failed(url, FetchOutcome.HttpError, "answered 304 to a request without conditions, expected 200") with { Status = status };
        if (status == 304) return new FetchResult { Outcome = FetchOutcome.NotModified, Url = url, Status = status };
        var outcome = status switch
        {
            >= 200 and < 300 => FetchOutcome.Ok,
            401 or 403 or 407 or 412 or 418 or 429 or 432 or 451 => FetchOutcome.Blocked,
            _ => FetchOutcome.HttpError,
        };
        var retry = RetryAfter(response);
        if (await ask.Size.ReadAsync(response.Content, _settings.IdleTimeout, _settings.Clock, limit) is not { } body)
            return FetchResult.Failed(url, FetchOutcome.TooLarge, $"the answer is larger than {ask.Size.Bytes} bytes after decompression") with { Status = status, RetryAfter = retry };
        return new FetchResult
        {
            Outcome = outcome,
            Url = url,
            Status = status,
            Body = body,
            ContentType = response.Content.Headers.TryGetValues("Content-Type", out var types) ? types.FirstOrDefault() : null,
            Validators = new Validators(
                response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null,
                response.Content.Headers.TryGetValues("Last-Modified", out var dates) ? dates.FirstOrDefault() : null),
            RetryAfter = retry,
            Message = outcome == FetchOutcome.Ok ? null : $"{url} answered {status}, expected 200",
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } after) return null;
        var wait = after.Delta ?? after.Date - _time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static Uri? Redirect(HttpResponseMessage response, Uri url)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } to) return null;
        return Uri.TryCreate(url, to, out var next) && (next.Scheme is "http" or "https") ? next : null;
    }

    private static RefusedAddressException? Refusal(Exception? e) =>
        e is null ? null : e as RefusedAddressException ?? Refusal(e.InnerException);

    /// <summary>What lies deepest; of a broken HTTP/2 exchange that the server ended it (RST_STREAM or GOAWAY), with the code it gave.</summary>
    private static string Cause(Exception e) => e is HttpProtocolException broken ? broken.Message : e.InnerException is null ? e.Message : Cause(e.InnerException);
}
