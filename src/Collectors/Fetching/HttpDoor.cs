using Microsoft.Extensions.Logging;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Fetching;

/// <summary>
/// The one way out to public sites: robots.txt obeyed (RFC 9309), one paced request at a time per host, internal addresses refused on the
/// address truly connected, size counted after decompression, redirects followed here so that each hop is checked again.
/// </summary>
public sealed class HttpDoor : IDisposable
{
    private const int MaxRedirects = 5;

    /// <summary>A host that wants longer rest is reported at once: a source waiting for it would hold a worker the others need.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FetchSettings _settings;
    private readonly IExchange _exchange;
    private readonly HostPace _pace;
    private readonly RobotsBook _robots;
    private readonly CookieJars _jars = new();
    private readonly ILogger<HttpDoor> _log;

    /// <exception cref="ArgumentException">The settings' User-Agent cannot be sent; the message says why.</exception>
    public HttpDoor(FetchSettings settings, TimeProvider time, ILoggerFactory loggers)
        : this(settings, time, loggers, new Exchange(settings, time))
    {
    }

    /// <param name="exchange">What stands behind the door: the network, or a recording of it.</param>
    internal HttpDoor(FetchSettings settings, TimeProvider time, ILoggerFactory loggers, IExchange exchange)
    {
        (_settings, _log) = (settings, loggers.CreateLogger<HttpDoor>());
        _exchange = exchange;
        _pace = new HostPace(settings.HostPace, time);
        _robots = new RobotsBook(settings.UserAgent, time, FetchRobotsAsync);
    }

    /// <summary>Hears the end of every fetch with the address that was asked for; for recording.</summary>
    public Action<Uri, FetchResult>? Heard { get; init; }

    /// <summary>An address as a source writes it; null when it is none.</summary>
    internal Uri? AddressOf(string written) => _settings.AddressOf(written);

    /// <summary>Fetches once. What the outside world does is a result; only the caller's own cancellation throws.</summary>
    public Task<FetchResult> GetAsync(Uri url, Validators? validators, CancellationToken ct) => GetAsync(url, validators, null, ct);

    /// <summary>The same with cookies; robots.txt, which is asked for everybody, never gets one.</summary>
    /// <param name="url">Absolute, http or https.</param>
    /// <param name="validators">Of the answer already held, if any.</param>
    /// <param name="cookiesOf">Id of the source whose cookies go along at every hop and are kept; null = none.</param>
    /// <param name="ct">The caller's own cancellation.</param>
    public async Task<FetchResult> GetAsync(Uri url, Validators? validators, string? cookiesOf, CancellationToken ct)
    {
        var result = await FetchAsync(new Ask(url, new BodyLimit(_settings.MaxBytes, Cut: false)) { Validators = validators, Cookies = _jars.Of(cookiesOf) }, ct);
        Heard?.Invoke(url, result);
        return result;
    }

    public void Dispose() => _exchange.Dispose();

    private async Task<FetchResult> FetchAsync(Ask ask, CancellationToken ct)
    {
        var url = ask.Url;
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            return FetchResult.Failed(url, FetchOutcome.Unreachable, "only http and https addresses can be fetched");
        var budget = new TimeBudget(_settings.Timeout, _settings.Clock);
        var at = url;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var (result, next) = await HopAsync(ask with { Url = at }, budget, ct);
            if (next is null) return result;
            _log.LogDebug("{Url} redirects to {Next}", at, next);
            at = next;
        }

        return FetchResult.Failed(at, FetchOutcome.HttpError, $"more than {MaxRedirects} redirects from {url}");
    }

    private async Task<(FetchResult Result, Uri? Next)> HopAsync(Ask ask, TimeBudget budget, CancellationToken ct)
    {
        var at = ask.Url;
        if (_pace.RestOf(at.Host) is var rest && rest > Patience) return (Resting(at, rest), null);
        var robots = await _robots.ForAsync(at, ct);
        if (robots.Unread is { } unread) return (unread with { Url = at, Message = $"{at}: not fetched, as robots.txt could not be read: {unread.Message}" }, null);
        if (Forbidden(robots.Rules, at) is { } why) return (FetchResult.Failed(at, FetchOutcome.RobotsDenied, why), null);
        using var turn = await _pace.EnterAsync(at.Host, robots.Rules.CrawlDelay, ct);
        var (result, next) = await budget.SpendAsync(limit => _exchange.SendAsync(ask, limit, ct), ct);
        if (result is { Status: >= 400, RetryAfter: { } asked }) _pace.LeaveAlone(at.Host, asked);
        return (result, next);
    }

    /// <summary>Robots files go through the same guard and limits, unpaced and without robots rules of their own.</summary>
    private async Task<FetchResult> FetchRobotsAsync(Uri url, CancellationToken ct)
    {
        var budget = new TimeBudget(_settings.Timeout, _settings.Clock);
        var at = url;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var (result, next) = await budget.SpendAsync(limit => _exchange.SendAsync(new Ask(at, new BodyLimit(RobotsRules.MaxBytes, Cut: true)), limit, ct), ct);
            if (result is { Status: >= 400, RetryAfter: { } asked }) _pace.LeaveAlone(at.Host, asked);
            if (next is null) return result;
            at = next;
        }

        // More than five hops may be taken as "there is none" (RFC 9309, 2.3.1.2).
        return FetchResult.Failed(url, FetchOutcome.HttpError, "too many redirects") with { Status = 404 };
    }

    /// <returns>Null when the address may be fetched.</returns>
    private static string? Forbidden(RobotsRules rules, Uri url)
    {
        try
        {
            return rules.Allows(url.AbsoluteUri) ? null : "robots.txt forbids this address";
        }
        catch (TookTooLongException e)
        {
            return e.Message + ", so it counts as forbidden";
        }
    }

    private static FetchResult Resting(Uri url, TimeSpan rest) =>
        FetchResult.Failed(url, FetchOutcome.Blocked, $"the host asked (Retry-After) to be left alone for another {rest.TotalSeconds:0} s") with { RetryAfter = rest };
}
