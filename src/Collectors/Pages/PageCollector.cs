using Monitor.Collectors.Fetching;
using Monitor.Collectors.Parsing;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Pages;

internal sealed class PageCollector(string sourceId, PageOptions options, CollectorServices services) : ICollector
{
    private readonly Visit _visit = new(sourceId, options, services);
    private readonly DetailReader? _detail = options.Detail is { } detail ? new DetailReader(detail, options.Zone) : null;

    public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) => Collection.RunAsync(
        _visit, cursor, Parse, ct,
        _detail is null ? null : new Following(options.Detail!.MaxPages, (a, item) => _detail.Read(a, item, services.Time.GetUtcNow())), TurnPagesAsync);

    private Parsed Parse(FetchResult answer) => PageParser.Parse(answer.Text(), answer.Url, options, services.Time.GetUtcNow());

    /// <summary>A further page that fails is named; what was read before stays.</summary>
    private async Task<Parsed> TurnPagesAsync(Parsed first, CancellationToken ct)
    {
        var (items, broken) = (first.Items.ToList(), first.Broken.ToList());
        var seen = new HashSet<string>(StringComparer.Ordinal) { options.Url };
        var next = first.Fields.GetValueOrDefault("next");
        for (var page = 1; page < options.MaxPages && next is not null && seen.Add(next); page++)
        {
            var answer = await _visit.GetAsync(new Uri(next), null, ct);
            var parsed = answer.Outcome == FetchOutcome.Ok ? Collection.Guarded(() => Parse(answer)) : Parsed.Fail(Trouble.ParseError, answer.Message ?? "");
            if (parsed.Trouble is not null) broken.Add($"{next}: {parsed.Message}");
            items.AddRange(parsed.Items);
            broken.AddRange(parsed.Broken);
            next = parsed.Fields.GetValueOrDefault("next");
        }

        return first with { Items = items, Broken = broken };
    }
}
