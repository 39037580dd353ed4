using Microsoft.Extensions.Logging;

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
    public async Task<FetchResult> GetAsync(Uri url, Validators? validators, CancellationToken ct)
    {
        var result = await FetchAsync(url, validators, ct);
        Heard?.Invoke(url, result);
        return result;
    }

    public void Dispose() => _exchange.Dispose();

    private async Task<FetchResult> FetchAsync(Uri url, Validators? validators, CancellationToken ct)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            return FetchResult.Failed(url, FetchOutcome.Unreachable, "only http and https addresses can be fetched");
        var budget = new TimeBudget(_settings.Timeout);
        var at = url;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var (result, next) = await HopAsync(at, validators, budget, ct);
            if (next is null) return result;
            _log.LogDebug("{Url} redirects to {Next}", at, next);
            at = next;
        }

        return FetchResult.Failed(at, FetchOutcome.HttpError, $"more than {MaxRedirects} redirects from {url}");
    }

    private async Task<(FetchResult Result, Uri? Next)> HopAsync(Uri at, Validators? validators, TimeBudget budget, CancellationToken ct)
    {
        if (_pace.RestOf(at.Host) is var rest && rest > Patience) return (Resting(at, rest), null);
        var robots = await _robots.ForAsync(at, ct);
        if (robots.Unread is { } unread) return (unread with { Url = at, Message = $"{at}: not fetched, as robots.txt could not be read: {unread.Message}" }, null);
        if (!robots.Rules.Allows(at.AbsoluteUri)) return (FetchResult.Failed(at, FetchOutcome.RobotsDenied, "robots.txt forbids this address"), null);
        using var turn = await _pace.EnterAsync(at.Host, robots.Rules.CrawlDelay, ct);
        var (result, next) = await budget.SpendAsync(limit => _exchange.SendAsync(at, validators, new BodyLimit(_settings.MaxBytes, Cut: false), limit, ct), ct);
        if (result is { Status: >= 400, RetryAfter: { } asked }) _pace.LeaveAlone(at.Host, asked);
        return (result, next);
    }

    /// <summary>Robots files go through the same guard and limits, unpaced and without robots rules of their own.</summary>
    private async Task<FetchResult> FetchRobotsAsync(Uri url, CancellationToken ct)
    {
        var budget = new TimeBudget(_settings.Timeout);
        var at = url;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var (result, next) = await budget.SpendAsync(limit => _exchange.SendAsync(at, null, new BodyLimit(RobotsRules.MaxBytes, Cut: true), limit, ct), ct);
            if (result is { Status: >= 400, RetryAfter: { } asked }) _pace.LeaveAlone(at.Host, asked);
            if (next is null) return result;
            at = next;
        }

        // More than five hops may be taken as "there is none" (RFC 9309, 2.3.1.2).
        return FetchResult.Failed(url, FetchOutcome.HttpError, "too many redirects") with { Status = 404 };
    }

    private static FetchResult Resting(Uri url, TimeSpan rest) =>
        FetchResult.Failed(url, FetchOutcome.Blocked, $"the host asked (Retry-After) to be left alone for another {rest.TotalSeconds:0} s") with { RetryAfter = rest };
}
