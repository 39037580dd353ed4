using Monitor.Collectors.Parsing;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Pages;

internal sealed class PageCollector(string sourceId, PageOptions options, CollectorServices services) : ICollector
{
    public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) => Collection.RunAsync(
        sourceId, options.Url, cursor, services, a => PageParser.Parse(a.Text(), a.Url, options, services.Time.GetUtcNow()), ct);
}
