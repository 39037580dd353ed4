using Monitor.Collectors.Parsing;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Feeds;

internal sealed class FeedCollector(string sourceId, FeedOptions options, CollectorServices services) : ICollector
{
    public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) => Collection.RunAsync(
        new Visit(sourceId, options, services), cursor,
        a =>
        {
            var parsed = FeedParser.Parse(a.Text(), a.Url, services.Time.GetUtcNow().ToOffset(options.Zone));
            return parsed with { Items = [.. parsed.Items.Take(options.MaxItems)] };
        }, ct);
}
