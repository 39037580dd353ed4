namespace Monitor.Core.Judgements;

/// <summary>How far the posts of one stretch of time lie from those of the reference, seen by the same models.</summary>
/// <param name="Posts">Public posts of the stretch; few posts make every figure noise.</param>
/// <param name="RumourPsi">Population stability index of the rumour score over ten equal bins; 0 = the same distribution.</param>
/// <param name="SentimentPsi">The same over the three sentiment labels.</param>
/// <param name="Unknown">Share 0..1 of character pairs that the reference does not hold.</param>
public sealed record DriftSpan(int Posts, double RumourPsi, double SentimentPsi, double Unknown);

/// <summary>Drift of the models in use. Without <see cref="Day"/> and <see cref="Week"/> the reference is still being gathered.</summary>
public sealed record DriftFigures
{
    public required string Model { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The reference counts posts first seen from here; the models were put in use then.</summary>
    public required DateTimeOffset ReferenceFrom { get; init; }

    /// <summary>End of the reference, or the earliest moment it can be complete.</summary>
    public required DateTimeOffset ReferenceUntil { get; init; }

    /// <summary>Posts of the reference, so far.</summary>
    public int ReferencePosts { get; init; }

    /// <summary>Share of character pairs in the reference's second half that its first half did not hold: what new words come by themselves.</summary>
    public double ReferenceUnknown { get; init; }

    /// <summary>The last 24 hours.</summary>
    public DriftSpan? Day { get; init; }

    /// <summary>The last seven days.</summary>
    public DriftSpan? Week { get; init; }
}
