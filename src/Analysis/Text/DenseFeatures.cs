namespace Monitor.Analysis.Text;

/// <summary>
/// Features beside the n-grams: cues, word classes of the <see cref="Lexicon"/>, and the shape of the post. A word never seen in training
/// still counts through its class. The places are part of the model format.
/// </summary>
internal static class DenseFeatures
{
    internal const int Capacity = 288;

    private const int FirstClass = Cues.Capacity;
    private const int FirstShape = FirstClass + Lexicon.MostClasses;

    /// <summary>Always on in training of a model with voices: each voice has a bias of its own.</summary>
    internal const int VoiceBias = Capacity - 1;

    private static readonly int[] Lengths = [4, 8, 14, 22, 34, 50, 75, 110, 160];

    internal static void Fill(string normalised, FeatureBuffer buffer)
    {
        var n = 0;
        for (var cue = 0; cue < Cues.All.Count; cue++)
        {
            if ((buffer.CueBits & (1u << cue)) != 0) buffer.Dense[n++] = cue;
        }

        n = Lexicon.Shipped.Find(normalised, buffer.Dense, n, FirstClass);
        buffer.DenseCount = Shape(normalised, buffer.Dense, n);
    }

    private static int Shape(ReadOnlySpan<char> text, int[] dense, int n)
    {
        var length = 0;
        while (length < Lengths.Length && text.Length > Lengths[length]) length++;
        dense[n++] = FirstShape + length;
        var at = FirstShape + Lengths.Length + 1;
        foreach (var mark in "!?…，。、~：;（")
        {
            if (text.Contains(mark)) dense[n++] = at;
            at++;
        }

        if (text.Contains("!!", StringComparison.Ordinal)) dense[n++] = at;
        if (text.Contains("??", StringComparison.Ordinal)) dense[n++] = at + 1;
        if (!text.ContainsAny("，。,.!?；;：:")) dense[n++] = at + 2;
        if (text.ContainsAnyInRange('0', '9')) dense[n++] = at + 3;
        if (text.Contains(TextNormaliser.Mention)) dense[n++] = at + 4;
        if (text.Contains(TextNormaliser.Link)) dense[n++] = at + 5;
        if (text.ContainsAnyInRange('\uD800', '\uDFFF')) dense[n++] = at + 6;
        return n;
    }
}
