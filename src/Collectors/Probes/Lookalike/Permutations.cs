namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>A name someone could have registered to be taken for ours, and how it comes of ours.</summary>
internal sealed record LookalikeName(string Name, string Technique);

/// <summary>All names that imitate the own ones, the likeliest first, each once.</summary>
internal static class Permutations
{
    public static IReadOnlyList<LookalikeName> Of(LookalikeProbeOptions options)
    {
        List<DomainParts> own = [.. options.Domains.Select(DomainParts.Of).OfType<DomainParts>()];
        List<string> kept = [.. own.Select(o => o.Registrable), .. options.Allow.Select(DomainParts.Of).OfType<DomainParts>().Select(a => string.Join('.', [.. a.Below, a.Registrable]))];
        var plans = own.Select(o => Imitations.Of(o, options)).Append(Districts.Of(options)).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<LookalikeName> names = [];
        for (var tier = 0; tier < Imitations.Tiers; tier++)
            foreach (var name in InTurn(plans.SelectMany(p => p.Where(t => t.Tier == tier)).Select(t => t.Names)))
            {
                if (names.Count == options.Most) return names;
                if (IsPossible(name.Name) && !kept.Exists(k => name.Name == k || name.Name.EndsWith("." + k, StringComparison.Ordinal)) && seen.Add(name.Name)) names.Add(name);
            }

        return names;
    }

    /// <summary>One of each list in turn: a limit then takes something from every technique.</summary>
    private static IEnumerable<LookalikeName> InTurn(IEnumerable<IEnumerable<LookalikeName>> lists)
    {
        var open = lists.Select(l => l.GetEnumerator()).ToList();
        while (open.Count > 0)
        {
            open.RemoveAll(l => !l.MoveNext());
            foreach (var list in open) yield return list.Current;
        }
    }

    private static bool IsPossible(string name) => name.Length <= 253 && name.Contains('.', StringComparison.Ordinal) && name.Split('.').All(DomainParts.IsLabel);
}

/// <param name="Tier">0 is the likeliest.</param>
internal sealed record Imitation(int Tier, IEnumerable<LookalikeName> Names);
