namespace Monitor.Host.Replicas;

/// <summary>What a process of the service does; several can be joined.</summary>
[Flags]
internal enum NodeRole
{
    None = 0,
    Collect = 1,
    Probe = 2,
    Judge = 4,
    Deliver = 8,
    Board = 16,
    All = Collect | Probe | Judge | Deliver | Board,
}

internal static class NodeRoles
{
    private static readonly NodeRole[] Each = [NodeRole.Collect, NodeRole.Probe, NodeRole.Judge, NodeRole.Deliver, NodeRole.Board];

    public static IReadOnlyList<string> Names { get; } = [.. Each.Select(NameOf)];

    /// <summary>Names joined by commas, or "all".</summary>
    /// <exception cref="FormatException">A name is not one of them; the message names it and all that are.</exception>
    public static NodeRole Parse(string text)
    {
        var roles = NodeRole.None;
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var role = string.Equals(name, "all", StringComparison.OrdinalIgnoreCase) ? NodeRole.All : Each.FirstOrDefault(r => string.Equals(NameOf(r), name, StringComparison.OrdinalIgnoreCase));
            if (role == NodeRole.None) throw new FormatException($"'{name}' is no role; expected some of {string.Join(", ", Names)}, joined by commas, or all");
            roles |= role;
        }

        return roles == NodeRole.None ? throw new FormatException($"no role is named; expected some of {string.Join(", ", Names)}, joined by commas, or all") : roles;
    }

    public static IReadOnlyList<string> NamesOf(NodeRole roles) => [.. Each.Where(r => roles.HasFlag(r)).Select(NameOf)];

    public static bool Any(this NodeRole roles, NodeRole of) => (roles & of) != NodeRole.None;

    private static string NameOf(NodeRole role) => role.ToString().ToLowerInvariant();
}
