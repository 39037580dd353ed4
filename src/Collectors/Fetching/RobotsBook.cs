using System.Collections.Concurrent;

namespace Monitor.Collectors.Fetching;

/// <summary>robots.txt per authority, kept a day (RFC 9309, 2.4); an unreachable one denies and is asked again after ten minutes.</summary>
internal sealed class RobotsBook(string agent, TimeProvider time, Func<Uri, CancellationToken, Task<FetchResult>> fetch)
{
    private readonly ConcurrentDictionary<string, (RobotsRules Rules, DateTimeOffset Until)> _known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<RobotsRules> ForAsync(Uri url, CancellationToken ct)
    {
        var key = url.GetLeftPart(UriPartial.Authority);
        if (_known.TryGetValue(key, out var known) && time.GetUtcNow() < known.Until) return known.Rules;
        var answer = await fetch(new Uri(key + "/robots.txt"), ct);
        var (rules, keep) = answer switch
        {
            { Outcome: FetchOutcome.Ok } => (RobotsRules.Parse(answer.Text(), agent), TimeSpan.FromDays(1)),
            { Status: 429 } => (RobotsRules.DenyAll, TimeSpan.FromMinutes(10)),
            { Status: >= 400 and < 500 } => (RobotsRules.AllowAll, TimeSpan.FromDays(1)),
            _ => (RobotsRules.DenyAll, TimeSpan.FromMinutes(10)),
        };
        // Where the site itself cannot be reached, let the fetch say so in its own words rather than blame robots.txt.
        if (answer.Outcome is FetchOutcome.Unreachable or FetchOutcome.RefusedAddress) return RobotsRules.AllowAll;
        _known[key] = (rules, time.GetUtcNow() + keep);
        return rules;
    }
}
