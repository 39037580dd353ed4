namespace Monitor.Analysis.Duplicates;

/// <summary>
/// How much a shared bigram says: its inverse document frequency (Spärck Jones 1972) among ordinary posts and exam posts, whichever knows it
/// better, from a shipped table of hashed counts. Fixed, so that a restart weighs as before.
/// </summary>
internal static class Rarity
{
    public const int Buckets = 1 << 16;

    /// <summary>Table units per natural logarithm.</summary>
    public const float Unit = 24f;

    private static readonly float[] Weights = Load();

    public static int Bucket(uint gram) => (int)(gram >> 16);

    public static float Of(uint gram) => Weights[Bucket(gram)];

    public static float Sum(ReadOnlySpan<uint> grams)
    {
        var sum = 0f;
        foreach (var gram in grams) sum += Of(gram);
        return sum;
    }

    private static float[] Load()
    {
        var bytes = Tables.Read("rarity.bin");
        var weights = new float[Buckets];
        for (var i = 0; i < weights.Length; i++) weights[i] = bytes[i] / Unit;
        return weights;
    }
}
