namespace Monitor.Analysis.Text;

/// <summary>Features of one post, computed once for all models and reused from post to post by one thread.</summary>
internal sealed class FeatureBuffer
{
    /// <summary>Hashes of the post's distinct n-grams; see <see cref="NGramHasher"/>.</summary>
    internal uint[] Gram = new uint[1024];

    /// <summary>Damped frequency of each: 1 + ln(occurrences), so that a chant counts little more than a word.</summary>
    internal float[] Frequency = new float[1024];

    internal int Count;

    /// <summary>Word classes, cues and shape: ids that are simply there or not; see <see cref="DenseFeatures"/>.</summary>
    internal int[] Dense = new int[DenseFeatures.Capacity];

    internal int DenseCount;

    /// <summary>Bit i is set when cue i was found; see <see cref="Cues"/>.</summary>
    internal uint CueBits;

    internal string Text = "";

    internal GramTable Table { get; } = new();
}
