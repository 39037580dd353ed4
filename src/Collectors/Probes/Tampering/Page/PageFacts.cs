namespace Monitor.Collectors.Probes.Tampering.Page;

/// <summary>What of a page tells whether someone has changed it: comparable, bounded, without what changes with every look.</summary>
internal sealed record PageFacts
{
    /// <summary>As the page shows it.</summary>
    public string Title { get; init; } = "";

    public string Description { get; init; } = "";

    public string Keywords { get; init; } = "";

    public string Canonical { get; init; } = "";

    /// <summary>Visible text, a block each, with the place it stands in.</summary>
    public IReadOnlyList<TextBlock> Blocks { get; init; } = [];

    public IReadOnlyList<FormFact> Forms { get; init; } = [];

    /// <summary>Registrable domains of links that lead away.</summary>
    public IReadOnlyList<string> LinkHosts { get; init; } = [];

    /// <summary>Loaded scripts as host and path, those in the page as <c>inline:</c> and a hash, hosts named in them as <c>inline-host:</c>.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    public IReadOnlyList<string> Iframes { get; init; } = [];

    /// <summary>Where a meta refresh leads.</summary>
    public string Refresh { get; init; } = "";

    /// <summary>Every link with words, for judging them; not kept.</summary>
    public IReadOnlyList<Anchor> Anchors { get; init; } = [];

    /// <summary>Shapes of injected scripts that no honest page has; what they do, in words.</summary>
    public IReadOnlyList<Injection> Injections { get; init; } = [];
}

/// <param name="Place">Names of the elements it stands in, without numbers: the same for every entry of a list.</param>
/// <param name="Text">Digits as #, cut; a hash in place of the rest.</param>
internal sealed record TextBlock(string Place, string Text);

/// <param name="Target">Host and path it is sent to.</param>
/// <param name="Host">Registrable domain of that.</param>
internal sealed record FormFact(string Target, string Host, string Method, string Fields, bool Password);

/// <param name="Host">Registrable domain; empty for links within the site.</param>
/// <param name="Hidden">How it is kept from visitors; null when they see it.</param>
internal sealed record Anchor(string Text, string Url, string Host, string? Hidden);

/// <param name="What">What the shape does, Chinese and English.</param>
internal sealed record Injection(string Chinese, string English, string Sample);
