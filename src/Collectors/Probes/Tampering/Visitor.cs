namespace Monitor.Collectors.Probes.Tampering;

/// <summary>Whom a page takes a request to come from.</summary>
internal sealed record Visitor(string Agent, string? Referrer)
{
    public IEnumerable<KeyValuePair<string, string>> Headers =>
        Referrer is { } referrer ? [new("User-Agent", Agent), new("Referer", referrer)] : [new("User-Agent", Agent)];
}
