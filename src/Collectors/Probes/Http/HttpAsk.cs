namespace Monitor.Collectors.Probes.Http;

/// <summary>One request, redirects included.</summary>
internal sealed record HttpAsk(Uri Url, HttpMethod Method)
{
    public bool FollowRedirects { get; init; } = true;

    public IEnumerable<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Only for the host of <see cref="Url"/>: a redirect elsewhere must not carry a secret away.</summary>
    public IEnumerable<KeyValuePair<string, string>> OwnHeaders { get; init; } = [];

    /// <summary>Builds the body anew for each sending; null = none.</summary>
    public Func<HttpContent>? Body { get; init; }
}
