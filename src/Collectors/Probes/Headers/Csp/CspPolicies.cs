namespace Monitor.Collectors.Probes.Headers.Csp;

/// <summary>All policies of a page at once: what is loaded must please every one of them (CSP level 3, section 8.1).</summary>
internal sealed class CspPolicies(IReadOnlyList<CspPolicy> policies)
{
    public IEnumerable<string> Directives => policies.SelectMany(p => p.Directives).Distinct();

    /// <param name="sent">Values of the field and of meta elements; a comma parts two policies in one value.</param>
    /// <returns>Null when a policy is unsound.</returns>
    public static CspPolicies? Parse(IEnumerable<string> sent)
    {
        var parsed = sent.SelectMany(s => s.Split(',')).Select(CspPolicy.Parse).ToList();
        return parsed.Contains(null) ? null : new(parsed!);
    }

    /// <summary>What every policy allows; null = nothing is restricted.</summary>
    public HashSet<string>? Effective(string directive)
    {
        HashSet<string>? all = null;
        foreach (var sources in policies.Select(p => p.Effective(directive)).OfType<HashSet<string>>())
            all = all is null ? sources : Sources.Both(all, sources);
        return all;
    }
}
