namespace Monitor.Collectors.Probes.Headers;

/// <summary>All that the tests may look at: the page, and the other roads to the site where they were tried.</summary>
internal sealed record SiteView
{
    /// <summary>Host the check is about, before redirects.</summary>
    public required string Host { get; init; }

    public required PageAnswer Page { get; init; }

    /// <summary>The site's answer over https.</summary>
    public Look Https { get; init; }

    /// <summary>Null when the plain address was not tried.</summary>
    public PlainRoad? Plain { get; init; }

    /// <summary>The answer to a request that named <see cref="Origin"/> as the site that asks.</summary>
    public Look Cors { get; init; }

    public string Origin { get; init; } = "";

    public PreloadList Preload { get; init; } = PreloadList.Empty;
}
