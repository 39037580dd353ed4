using Monitor.Collectors.Parsing;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.JsonLists;

internal sealed class JsonListCollector(string sourceId, JsonListOptions options, CollectorServices services) : ICollector
{
    public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) => Collection.RunAsync(
        new Visit(sourceId, options, services), cursor, a => JsonListParser.Parse(a.Text(), a.Url, options, services.Time.GetUtcNow()), ct);
}
