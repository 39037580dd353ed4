namespace Monitor.Collectors.Probes.Headers;

/// <summary>One answer of the site.</summary>
/// <param name="Url">Where it came from, redirects followed.</param>
/// <param name="Verified">False when the certificate would not have been accepted.</param>
/// <param name="Markup">What the page itself says; null when its body was not read or is no HTML.</param>
internal sealed record PageAnswer(Uri Url, bool Verified, HeaderFields Fields, PageMarkup? Markup)
{
    public bool IsHtml => Fields.Joined("content-type") is not { } type
        || type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Whether a road was tried, and what it gave; not tried is not the same as no answer.</summary>
internal readonly record struct Look(bool Tried, PageAnswer? Answer);

/// <summary>The road from the plain http:// address; without hops when nothing answers there.</summary>
internal sealed record PlainRoad(IReadOnlyList<Uri> Hops, bool Verified);
