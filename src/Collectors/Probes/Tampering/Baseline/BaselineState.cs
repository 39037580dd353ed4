using Monitor.Collectors.Probes.Tampering.Page;

namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>The page's usual face: what was seen while learning or accepted by a person, and the text of the last look without a sign.</summary>
internal sealed record BaselineState
{
    public const int Current = 1;

    /// <summary>Version of this shape; another one is learnt anew.</summary>
    public int Version { get; init; } = Current;

    /// <summary>Whose address was learnt; another one is learnt anew.</summary>
    public string Url { get; init; } = "";

    /// <summary>Looks learnt from.</summary>
    public int Looks { get; init; }

    /// <summary>Raised by every approval: a check that began before it may not undo it.</summary>
    public int Revision { get; init; }

    /// <summary>A person has said that this is the page's face: learning is over.</summary>
    public bool Approved { get; init; }

    public Look Usual { get; init; } = new();

    /// <summary>Every title seen while learning.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Places whose text differed between looks while learning.</summary>
    public IReadOnlyList<string> Moving { get; init; } = [];

    /// <summary>Scripts in the page that differed between looks while learning.</summary>
    public bool InlineMoves { get; init; }

    /// <summary>Signs that a person has accepted.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>Takes a look without a sign into what is usual.</summary>
    /// <param name="look">What was seen.</param>
    /// <param name="learning">False: only what editors change every day follows.</param>
    public BaselineState With(Look look, bool learning)
    {
        if (Looks == 0) return this with { Looks = 1, Usual = look, Titles = [look.Title] };
        var usual = Usual with { Blocks = look.Blocks, Meta = look.Meta };
        if (!learning) return this with { Usual = usual with { Links = Union(Usual.Links, look.Links) } };
        return this with
        {
            Looks = Looks + 1,
            Titles = Union(Titles, [look.Title]),
            Moving = Union(Moving, Moved(Usual.Blocks, look.Blocks)),
            InlineMoves = InlineMoves || !Inline(Usual).SetEquals(Inline(look)),
            Usual = usual with
            {
                Forms = [.. Usual.Forms.Union(look.Forms).Take(500)],
                Links = Union(Usual.Links, look.Links),
                Scripts = Union(Usual.Scripts, look.Scripts),
                Iframes = Union(Usual.Iframes, look.Iframes),
                Hidden = Union(Usual.Hidden, look.Hidden),
                Refresh = look.Refresh.Length > 0 ? look.Refresh : Usual.Refresh,
            },
        };
    }

    private static HashSet<string> Inline(Look look) => [.. look.Scripts.Where(s => s.StartsWith("inline:", StringComparison.Ordinal))];

    /// <summary>Bounded: the newest are kept, as what a site no longer uses must not push out what it does.</summary>
    private static IReadOnlyList<string> Union(IEnumerable<string> old, IEnumerable<string> seen) => [.. old.Union(seen).TakeLast(600)];

    private static IEnumerable<string> Moved(IReadOnlyList<TextBlock> a, IReadOnlyList<TextBlock> b)
    {
        var (old, now) = (a.ToHashSet(), b.ToHashSet());
        return a.Where(x => !now.Contains(x)).Concat(b.Where(x => !old.Contains(x))).Select(x => x.Place).Distinct();
    }
}
