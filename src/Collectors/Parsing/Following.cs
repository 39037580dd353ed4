using Monitor.Collectors.Fetching;

namespace Monitor.Collectors.Parsing;

/// <summary>From the lines of a list to the pages behind them: each is read once, through the same door.</summary>
/// <param name="Max">Pages read at one look; the rest wait for the next.</param>
/// <param name="Read">The list's item with what its page adds, and answers that stand there; empty when the page holds nothing.</param>
internal sealed record Following(int Max, Func<FetchResult, Item, IReadOnlyList<Item>> Read);

/// <summary>What following a list gave.</summary>
/// <param name="Complete">False when pages are left for the next look.</param>
internal sealed record Followed(IReadOnlyList<Item> Items, IReadOnlyList<string> Broken, IReadOnlyList<string> Seen, IReadOnlyList<string> Trace, bool Complete)
{
    public static async Task<Followed> RunAsync(IReadOnlyList<Item> list, ListCursor cursor, Following following, Visit visit, CancellationToken ct)
    {
        var (items, broken, trace) = (new List<Item>(), new List<string>(), new List<string>());
        var seen = (cursor.Seen ?? []).ToList();
        var known = seen.ToHashSet(StringComparer.Ordinal);
        var (read, complete) = (0, true);
        foreach (var item in list)
        {
            if (item.IsReply || !Addresses.TryCreate(item.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                items.Add(item);
                continue;
            }

            if (!known.Add(ListCursor.Mark(url))) continue;
            if (read++ >= following.Max)
            {
                complete = false;
                break;
            }

            var answer = await visit.GetAsync(url, null, ct);
            trace.Add($"fetch {url} -> {answer.Outcome} {answer.Status} {answer.Body.Length} bytes");
            if (answer.Outcome is FetchOutcome.Timeout or FetchOutcome.Unreachable || answer.Status is >= 500 or 429)
            {
                // Not marked as seen: the next look tries again.
                broken.Add($"{url}: {answer.Message}");
                complete = false;
                continue;
            }

            seen.Add(ListCursor.Mark(url));
            if (answer.Outcome == FetchOutcome.Ok && Detail(following, answer, item, broken) is { Count: > 0 } detailed) items.AddRange(detailed);
            else if (!item.IsUntold) items.Add(item);
            else broken.Add($"{url}: {answer.Message ?? "the page holds neither a title nor a text"}");
        }

        return new Followed(items, broken, seen, trace, complete);
    }

    private static IReadOnlyList<Item> Detail(Following following, FetchResult answer, Item item, List<string> broken)
    {
        try
        {
            return following.Read(answer, item);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            broken.Add($"{answer.Url}: {(e is TookTooLongException or RepeatsItselfException ? "" : e.GetType().Name + ": ")}{e.Message}");
            return [];
        }
    }
}
