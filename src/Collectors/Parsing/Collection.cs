using Monitor.Collectors.Fetching;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;

namespace Monitor.Collectors.Parsing;

/// <summary>The part all kinds share: fetch by the door, parse, and say how it went.</summary>
internal static class Collection
{
    public static async Task<CollectResult> RunAsync(
        Visit visit, string? cursor, Func<FetchResult, Parsed> parse, CancellationToken ct,
        Following? following = null, Func<Parsed, CancellationToken, Task<Parsed>>? expand = null)
    {
        var (sourceId, address, services) = (visit.SourceId, visit.Options.Url, visit.Services);
        if (services.Http.AddressOf(address) is not { } url)
            return new CollectResult { State = SourceState.Unreachable, Error = $"{sourceId}: options.url '{address}' is not an absolute address{(address.StartsWith(FetchSettings.RssHubScheme, StringComparison.OrdinalIgnoreCase) ? ": it names a route, and fetch.rssHub is not set" : "")}" };
        var before = ListCursor.Read(cursor);
        var answer = await visit.GetAsync(url, before.ValidatorsAt(services.Time.GetUtcNow()), ct);
        var trace = new List<string> { $"fetch {url} -> {answer.Outcome} {answer.Status} {answer.Body.Length} bytes {answer.ContentType}" };
        if (answer.Outcome == FetchOutcome.NotModified) return new CollectResult { State = SourceState.Ok, Unchanged = true, Trace = trace };
        if (answer.Outcome != FetchOutcome.Ok) return new CollectResult { State = StateOf(answer.Outcome), Error = answer.Message, Trace = trace, Sample = Sample.Of(answer) };
        var parsed = Guarded(() => parse(answer));
        if (expand is not null && parsed.Trouble is null) parsed = await expand(parsed, ct);
        trace.Add($"parse -> {parsed.Items.Count} items, {parsed.Broken.Count} broken{(parsed.Message is null ? "" : ": " + parsed.Message)}");
        if (parsed.Trouble is { } trouble)
            return new CollectResult { State = trouble is Trouble.Blocked or Trouble.ApiError ? SourceState.Blocked : SourceState.ParseError, Error = $"{answer.Url}: {parsed.Message}", Trace = trace, Sample = Sample.Of(answer) };
        var followed = following is null ? null : await Followed.RunAsync(parsed.Items, before, following, visit, ct);
        if (followed is not null) trace.AddRange(followed.Trace);
        var items = followed?.Items ?? parsed.Items;
        return new CollectResult
        {
            State = SourceState.Ok,
            Posts = [.. items.Where(i => i.IsPost).Select(i => i.ToPost(sourceId))],
            Broken = [.. parsed.Broken, .. followed?.Broken ?? [], .. items.Where(i => !i.IsPost).Select(i => $"entry {i.Id ?? "without id"}: has neither title, link nor text")],
            Cursor = Next(answer, followed, services.Time.GetUtcNow()),
            Trace = trace,
            Empty = following is null && parsed is { Items.Count: 0, Broken.Count: 0 },
            Sample = Sample.Of(answer),
        };
    }

    /// <summary>A parser that throws on hostile input costs its own answer, nothing else.</summary>
    public static Parsed Guarded(Func<Parsed> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is TookTooLongException or RepeatsItselfException)
        {
            return Parsed.Fail(Trouble.ParseError, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Parsed.Fail(Trouble.ParseError, $"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>While pages are left to read the list must come again, so its validators are not kept.</summary>
    private static string? Next(FetchResult answer, Followed? followed, DateTimeOffset now)
    {
        var (tag, modified) = followed is { Complete: false } ? (null, null) : (answer.Validators?.ETag, answer.Validators?.LastModified);
        return new ListCursor(tag, modified, followed?.Seen, tag is null && modified is null ? null : now).Write();
    }

    private static SourceState StateOf(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Blocked or FetchOutcome.RobotsDenied => SourceState.Blocked,
        FetchOutcome.TooLarge => SourceState.ParseError,
        _ => SourceState.Unreachable,
    };
}
