using System.Numerics;

namespace Monitor.Analysis.Text;

/// <summary>
/// Hashes the character 1-, 2- and 3-grams of a normalised text, once for all models. The upper 18 bits of a hash are its place in a model,
/// the lower 14 tell the n-gram that owns the place from others that fall on it.
/// </summary>
internal static class NGramHasher
{
    internal const int Bits = 18;
    internal const int Buckets = 1 << Bits;
    internal const int MarkBits = 32 - Bits;

    /// <summary>N-gram buckets followed by one place per dense feature.</summary>
    internal const int Dimension = Buckets + DenseFeatures.Capacity;

    private const int Sizes = 3;

    internal static void Fill(string normalised, FeatureBuffer buffer)
    {
        var most = normalised.Length * Sizes;
        if (buffer.Gram.Length < most)
        {
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)most);
            buffer.Gram = new uint[size];
            buffer.Frequency = new float[size];
        }

        buffer.Table.Reset(most);
        var n = 0;
        var grams = default(GramsEndingHere);
        foreach (var c in normalised)
        {
            grams.Next(c);
            n = buffer.Table.Add(grams.One, buffer.Gram, buffer.Frequency, n);
            n = buffer.Table.Add(grams.Two, buffer.Gram, buffer.Frequency, n);
            n = buffer.Table.Add(grams.Three, buffer.Gram, buffer.Frequency, n);
        }

        for (var i = 0; i < n; i++)
        {
            if (buffer.Frequency[i] > 1) buffer.Frequency[i] = 1 + MathF.Log(buffer.Frequency[i]);
        }

        buffer.Text = normalised;
        buffer.Count = n;
        buffer.CueBits = Cues.Find(normalised);
        DenseFeatures.Fill(normalised, buffer);
    }

    internal static int Place(uint gram) => (int)(gram >> MarkBits);

    internal static ushort Mark(uint gram) => (ushort)(gram & ((1u << MarkBits) - 1));

    /// <summary>Hashes of the 1-, 2- and 3-gram that end at the character read last; before the text's beginning stands 0.</summary>
    internal struct GramsEndingHere
    {
        private uint _previous;
        private uint _beforeThat;

        internal uint One { get; private set; }

        internal uint Two { get; private set; }

        internal uint Three { get; private set; }

        internal void Next(uint c)
        {
            One = Mix(c * 0x9E3779B1u);
            Two = Mix(((_previous * 0x85EBCA6Bu) ^ (c + 0x7F4A7C15u)) * 0xC2B2AE35u);
            Three = Mix(((((_beforeThat * 0x85EBCA6Bu) ^ _previous) * 0x27D4EB2Fu) ^ (c + 0x165667B1u)) * 0x9E3779B1u);
            (_beforeThat, _previous) = (_previous, c);
        }

        /// <summary>Finaliser of MurmurHash3 (Appleby): every bit of the input reaches every bit of the hash.</summary>
        private static uint Mix(uint hash)
        {
            hash ^= hash >> 16;
            hash *= 0x85EBCA6Bu;
            hash ^= hash >> 13;
            hash *= 0xC2B2AE35u;
            return hash ^ (hash >> 16);
        }
    }
}
