namespace Monitor.Collectors.Probes.Headers.Csp;

/// <summary>Lists of sources: which of them count, and what two policies leave together.</summary>
internal static class Sources
{
    private static readonly string[] Hashes = ["'nonce-", "'sha256-", "'sha384-", "'sha512-"];

    /// <summary>The list without what a browser ignores: 'unsafe-inline' beside a nonce or hash, hosts and schemes beside 'strict-dynamic' (CSP level 3, section 6.7.3).</summary>
    public static HashSet<string> Binding(IEnumerable<string> words)
    {
        var sources = words.Select(w => w.ToLowerInvariant()).Where(w => w != "'none'").ToHashSet(StringComparer.Ordinal);
        var pinned = sources.Any(IsPin);
        var strict = sources.Contains(StrictDynamic);
        if (pinned) sources.Remove("'unsafe-inline'");
        if (pinned && strict) sources.RemoveWhere(s => s == "'self'" || s[0] != '\'');
        return sources;
    }

    public const string StrictDynamic = "'strict-dynamic'";

    public static bool IsPin(string source) => Hashes.Any(h => source.StartsWith(h, StringComparison.Ordinal));

    /// <summary>What both lists allow.</summary>
    public static HashSet<string> Both(HashSet<string> one, HashSet<string> other) =>
        [.. one.Where(s => other.Any(o => Covers(o, s))), .. other.Where(s => one.Any(o => Covers(o, s)))];

    private static bool Covers(string wide, string narrow) =>
        wide == narrow || (wide == "*" && narrow[0] != '\'')
        || (wide.EndsWith(':') ? narrow.StartsWith(wide, StringComparison.Ordinal) : narrow.StartsWith(wide + "/", StringComparison.Ordinal));
}
