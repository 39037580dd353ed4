using System.Numerics;

namespace Monitor.Analysis.Text;

/// <summary>Hashes the character 1-, 2- and 3-grams of a normalised text into 2^18 buckets, once for all models.</summary>
internal static class NGramHasher
{
    internal const int Bits = 18;
    internal const int Buckets = 1 << Bits;

    /// <summary>N-gram buckets followed by one place per cue.</summary>
    internal const int Dimension = Buckets + Cues.Capacity;

    /// <summary>Occurrences stand in order of position: grams 1, 2, 3 ending at character 0, then those ending at 1, and so on.</summary>
    internal static void Fill(string normalised, FeatureBuffer buffer)
    {
        var needed = normalised.Length * 3;
        if (buffer.Index.Length < needed)
        {
            buffer.Index = new int[(int)BitOperations.RoundUpToPowerOf2((uint)needed)];
        }

        var index = buffer.Index;
        var n = 0;
        uint previous = 0;
        uint beforeThat = 0;
        for (var i = 0; i < normalised.Length; i++)
        {
            uint c = normalised[i];
            index[n++] = Bucket(c * 0x9E3779B1u);
            index[n++] = Bucket(((previous * 0x85EBCA6Bu) ^ (c + 0x7F4A7C15u)) * 0xC2B2AE35u);
            index[n++] = Bucket(((((beforeThat * 0x85EBCA6Bu) ^ previous) * 0x27D4EB2Fu) ^ (c + 0x165667B1u)) * 0x9E3779B1u);
            beforeThat = previous;
            previous = c;
        }

        buffer.Text = normalised;
        buffer.Count = n;
        buffer.Value = n == 0 ? 0 : 1 / MathF.Sqrt(n);
        buffer.CueBits = Cues.Find(normalised);
    }

    private static int Bucket(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6Du;
        return (int)(hash >> (32 - Bits));
    }
}
