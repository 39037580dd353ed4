using System.Collections.Concurrent;

namespace Monitor.Collectors.Fetching;

/// <param name="Rules">What may be fetched.</param>
/// <param name="Unread">Why the file could not be read, which forbids everything; null when it could or when there is none.</param>
internal sealed record RobotsVerdict(RobotsRules Rules, FetchResult? Unread);

/// <summary>
/// robots.txt per authority, kept a day (RFC 9309, 2.4). 4xx means there is none (2.3.1.3); server errors, timeouts and network errors
/// forbid everything (2.3.1.4), unless an earlier copy is at hand, which 2.4 lets us go on using.
/// </summary>
internal sealed class RobotsBook(string agent, TimeProvider time, Func<Uri, CancellationToken, Task<FetchResult>> fetch)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);
    /// <summary>A sitemap may name as many hosts as it likes, and each rules of half a megabyte.</summary>
    private const int MostHosts = 500;

    private readonly ConcurrentDictionary<string, Page> _pages = new(StringComparer.OrdinalIgnoreCase);

    public async Task<RobotsVerdict> ForAsync(Uri url, CancellationToken ct)
    {
        var authority = url.GetLeftPart(UriPartial.Authority);
        var page = _pages.GetOrAdd(authority, _ => new Page());
        // Many sources of one site start together; one of them asks.
        await page.Gate.WaitAsync(ct);
        try
        {
            if (page.Verdict is { } known && time.GetUtcNow() < page.Until) return known;
            var answer = await fetch(new Uri(authority + "/robots.txt"), ct);
            var (verdict, keep) = Read(answer, page.Verdict);
            (page.Verdict, page.Until) = (verdict, time.GetUtcNow() + keep);
            if (_pages.Count > MostHosts) Forget();
            return verdict;
        }
        finally
        {
            page.Gate.Release();
        }
    }

    private (RobotsVerdict Verdict, TimeSpan Keep) Read(FetchResult answer, RobotsVerdict? earlier) => answer switch
    {
        { Outcome: FetchOutcome.Ok } => (new(RobotsRules.Parse(answer.Text(), agent), null), Fresh),
        // 429 is a 4xx by number only: the host says it has too much to do, not that it has no rules.
        { Status: >= 400 and < 500 and not 429 } => (new(RobotsRules.AllowAll, null), Fresh),
        _ when earlier is { Unread: null } => (earlier, AskAgain),
        { Status: not null } => (new(RobotsRules.DenyAll, answer with { Outcome = FetchOutcome.RobotsDenied }), AskAgain),
        // A network that is back shall not have to wait; asking costs no more than the fetch it stands for.
        _ => (new(RobotsRules.DenyAll, answer), TimeSpan.Zero),
    };

    /// <summary>Those that would be asked about again soonest; whoever waits for one of them still gets its answer.</summary>
    private void Forget()
    {
        foreach (var old in _pages.Where(p => p.Value.Verdict is not null).OrderBy(p => p.Value.Until).Take(_pages.Count - MostHosts).ToList()) _pages.TryRemove(old);
    }

    private sealed class Page
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public RobotsVerdict? Verdict { get; set; }

        public DateTimeOffset Until { get; set; }
    }
}
