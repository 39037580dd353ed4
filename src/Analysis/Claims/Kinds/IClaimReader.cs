using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>Reads one kind of claim.</summary>
internal interface IClaimReader
{
    ClaimKind Kind { get; }

    /// <summary>Words it adds to the lexicon.</summary>
    IEnumerable<Word> Words { get; }

    /// <summary>A sentence with none of these holds no such claim and is not read.</summary>
    IReadOnlyList<Tag> Needs { get; }

    void Read(Passage p, in Sentence s, Findings found);
}

/// <summary>What has been found in one post; beyond <see cref="Most"/>, or four times as many repeats, nothing more is looked for.</summary>
internal sealed class Findings
{
    public const int Most = 24;
    private const int LongestQuote = 120;

    private readonly List<Claim> _claims = [];
    private int _asked;

    public IReadOnlyList<Claim> Claims => _claims;

    public bool IsFull => _claims.Count >= Most || _asked >= Most * 4;

    /// <param name="start">Where the words that carry the claim begin; the quote is the whole clauses around them.</param>
    public void Add(Passage p, in Sentence s, ClaimKind kind, int start, int end, string subject, int year, ClaimValue value, ClaimStance stance)
    {
        if (IsFull) return;
        _asked++;
        int from = p.ClauseStart(s, start), until = p.ClauseEnd(s, end);
        if (until - from > LongestQuote) (from, until) = (Math.Max(from, end - LongestQuote), Math.Min(until, Math.Max(start + LongestQuote, end)));
        // 网传X is said of what it introduces: the same thing twice in a post is one claim.
        foreach (var known in _claims)
        {
            if (known.Kind == kind && known.Subject == subject && known.Value == value && known.Stance == stance) return;
        }

        _claims.Add(new Claim(kind, p.Quote(from, until), subject, year, value, stance));
    }
}
