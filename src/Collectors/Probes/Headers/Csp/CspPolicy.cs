namespace Monitor.Collectors.Probes.Headers.Csp;

/// <summary>One content security policy as a browser reads it (CSP level 3, section 2.2): what each directive allows.</summary>
internal sealed class CspPolicy
{
    private static readonly HashSet<string> Known =
    [
        "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr", "img-src", "media-src",
        "font-src", "connect-src", "object-src", "frame-src", "child-src", "worker-src", "manifest-src", "prefetch-src", "fenced-frame-src",
        "base-uri", "form-action", "frame-ancestors", "navigate-to", "sandbox", "plugin-types", "report-uri", "report-to",
        "upgrade-insecure-requests", "block-all-mixed-content", "require-sri-for", "require-trusted-types-for", "trusted-types", "webrtc",
    ];

    private readonly Dictionary<string, HashSet<string>> _directives = [];

    private CspPolicy()
    {
    }

    public IEnumerable<string> Directives => _directives.Keys;

    /// <summary>Null when a directive stands twice: browsers take the first and drop the other, which its author did not mean.</summary>
    public static CspPolicy? Parse(string serialized)
    {
        var policy = new CspPolicy();
        foreach (var directive in serialized.Split(';'))
        {
            var words = directive.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            var name = words[0].ToLowerInvariant();
            if (policy._directives.ContainsKey(name)) return null;
            if (Known.Contains(name)) policy._directives[name] = Sources.Binding(words.Skip(1));
        }

        return policy;
    }

    /// <summary>What the directive, or what stands in for it, allows; null = nothing is restricted. An empty set is 'none'.</summary>
    public HashSet<string>? Effective(string directive)
    {
        for (string? name = directive; name is not null; name = StandIn(name))
            if (_directives.TryGetValue(name, out var sources)) return sources;
        return null;
    }

    /// <summary>Fetch directives fall back step by step (CSP level 3, section 6.8.3); the others do not.</summary>
    private static string? StandIn(string name) => name switch
    {
        "script-src-elem" or "script-src-attr" or "worker-src" => "script-src",
        "style-src-elem" or "style-src-attr" => "style-src",
        "frame-src" => "child-src",
        "default-src" => null,
        _ when name.EndsWith("-src", StringComparison.Ordinal) => "default-src",
        _ => null,
    };
}
