namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Not known is neither registered nor free: the servers fail, or nobody answers.</summary>
internal enum NameState { NotKnown, Free, Registered }

/// <summary>What resolvers say of a name.</summary>
/// <param name="Mail">It takes mail: a null MX (RFC 7505) does not.</param>
internal sealed record NameFacts(NameState State, IReadOnlyList<string> Addresses, bool Mail)
{
    public static readonly NameFacts NotKnown = new(NameState.NotKnown, [], false);

    public static readonly NameFacts Free = new(NameState.Free, [], false);
}
