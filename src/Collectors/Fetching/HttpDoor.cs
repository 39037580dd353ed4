using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Monitor.Collectors.Fetching;

/// <summary>
/// The one way out to public sites: robots.txt obeyed (RFC 9309), one paced request at a time per host, internal addresses refused on the
/// address truly connected, size counted after decompression, redirects followed here so that each hop is checked again.
/// </summary>
public sealed class HttpDoor : IDisposable
{
    private const int MaxRedirects = 5;
    private readonly FetchSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly HostPace _pace;
    private readonly RobotsBook _robots;
    private readonly ILogger<HttpDoor> _log;

    public HttpDoor(FetchSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(loggers);
        (_settings, _time, _log) = (settings, time, loggers.CreateLogger<HttpDoor>());
        _pace = new HostPace(settings.HostPace, time);
        _robots = new RobotsBook(settings.UserAgent, time, FetchRobotsAsync);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Behind a proxy the address guard would see the proxy's address instead of the target's.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = settings.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.TryParseAdd(settings.UserAgent);
    }

    /// <summary>Fetches once. What the outside world does is a result; only the caller's own cancellation throws.</summary>
    public async Task<FetchResult> GetAsync(Uri url, Validators? validators, CancellationToken ct)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            return Failed(url, FetchOutcome.Unreachable, "only http and https addresses can be fetched");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var at = url;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var rules = await _robots.ForAsync(at, ct);
            if (!rules.Allows(at.AbsoluteUri)) return Failed(at, FetchOutcome.RobotsDenied, "robots.txt forbids this address or could not be read");
            await _pace.WaitAsync(at.Host, rules.CrawlDelay, ct);
            if (hop == 0) limit.CancelAfter(_settings.Timeout);
            var (result, next) = await OnceAsync(at, validators, limit.Token, ct);
            if (next is null) return result;
            _log.LogDebug("{Url} redirects to {Next}", at, next);
            at = next;
        }

        return Failed(at, FetchOutcome.HttpError, $"more than {MaxRedirects} redirects from {url}");
    }

    public void Dispose() => _client.Dispose();

    private async Task<(FetchResult Result, Uri? Next)> OnceAsync(Uri url, Validators? validators, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            if (validators?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            if (validators?.LastModified is { } date) request.Headers.TryAddWithoutValidation("If-Modified-Since", date);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
            if (Redirect(response, url) is { } next) return (Failed(url, FetchOutcome.HttpError, "redirect"), next);
            return (await ReadAsync(response, url, limit), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (Failed(url, FetchOutcome.Timeout, $"no complete answer within {_settings.Timeout.TotalSeconds:0.#} s"), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            return (Refusal(e) is { } refused
                ? Failed(url, FetchOutcome.RefusedAddress, refused.Message)
                : Failed(url, FetchOutcome.Unreachable, Deepest(e)), null);
        }
    }

    private async Task<FetchResult> ReadAsync(HttpResponseMessage response, Uri url, CancellationToken limit)
    {
        var status = (int)response.StatusCode;
        var retry = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - _time.GetUtcNow() : null;
        if (status == 304) return new FetchResult { Outcome = FetchOutcome.NotModified, Url = url, Status = status };
        var outcome = status switch
        {
            >= 200 and < 300 => FetchOutcome.Ok,
            401 or 403 or 407 or 412 or 418 or 429 or 432 or 451 => FetchOutcome.Blocked,
            _ => FetchOutcome.HttpError,
        };
        var body = await BoundedAsync(response, limit);
        if (body is null) return Failed(url, FetchOutcome.TooLarge, $"the answer is larger than {_settings.MaxBytes} bytes after decompression") with { Status = status };
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

    private async Task<byte[]?> BoundedAsync(HttpResponseMessage response, CancellationToken limit)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(limit);
        using var kept = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, limit)) > 0;)
        {
            if (kept.Length + read > _settings.MaxBytes) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    /// <summary>Robots files go through the same guard and limits, unpaced and without robots rules of their own.</summary>
    private async Task<FetchResult> FetchRobotsAsync(Uri url, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_settings.Timeout);
        var at = url;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var (result, next) = await OnceAsync(at, null, limit.Token, ct);
            if (next is null) return result;
            at = next;
        }

        return Failed(url, FetchOutcome.HttpError, "too many redirects") with { Status = 404 };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, ct);
        var mayBeInside = _settings.MayBePrivate(context.InitialRequestMessage.RequestUri!);
        var allowed = addresses.Where(a => mayBeInside || !AddressGuard.IsInside(a)).ToArray();
        if (allowed.Length == 0) throw new RefusedAddressException(end.Host, addresses[0]);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Uri? Redirect(HttpResponseMessage response, Uri url)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } to) return null;
        return Uri.TryCreate(url, to, out var next) && (next.Scheme is "http" or "https") ? next : null;
    }

    private static FetchResult Failed(Uri url, FetchOutcome outcome, string message) =>
        new() { Outcome = outcome, Url = url, Message = $"{url}: {message}" };

    private static RefusedAddressException? Refusal(Exception? e) =>
        e is null ? null : e as RefusedAddressException ?? Refusal(e.InnerException);

    private static string Deepest(Exception e) => e.InnerException is null ? e.Message : Deepest(e.InnerException);
}
