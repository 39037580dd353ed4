using Monitor.Collectors.Fetching;

namespace Monitor.Collectors.Parsing;

/// <summary>A source on its way through the web: all its requests go with the cookies of that source, or all without any.</summary>
internal sealed record Visit(string SourceId, IWebOptions Options, CollectorServices Services)
{
    public Task<FetchResult> GetAsync(Uri url, Validators? validators, CancellationToken ct) =>
        Services.Http.GetAsync(url, validators, Options.Cookies ? SourceId : null, ct);
}
