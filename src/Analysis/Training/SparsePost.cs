using Monitor.Analysis.Text;

namespace Monitor.Analysis.Training;

/// <summary>The features of one post, sorted as ML.NET wants them (a place is the upper part of its hash).</summary>
internal sealed record SparsePost(uint[] Grams, float[] Frequency, int[] Dense)
{
    internal static SparsePost Of(string text)
    {
        var buffer = new FeatureBuffer();
        NGramHasher.Fill(TextNormaliser.Normalise(PostText.Prepare(text)), buffer);
        var grams = buffer.Gram[..buffer.Count];
        var frequency = buffer.Frequency[..buffer.Count];
        Array.Sort(grams, frequency);
        int[] dense = [.. buffer.Dense.AsSpan(0, buffer.DenseCount)];
        Array.Sort(dense);
        return new SparsePost(grams, frequency, dense);
    }
}
