namespace Monitor.Analysis.Text;

/// <summary>Features of one post, reused from post to post by one thread.</summary>
internal sealed class FeatureBuffer
{
    internal int[] Index = new int[1024];

    /// <summary>Number of n-gram occurrences in <see cref="Index"/>; three per character position at most.</summary>
    internal int Count;

    /// <summary>Value of every occurrence: 1 / sqrt(n), so repeats add up to count / sqrt(n) without sorting.</summary>
    internal float Value;

    /// <summary>Bit i is set when cue i was found; see <see cref="Cues"/>.</summary>
    internal uint CueBits;

    internal string Text = "";
}
