namespace Monitor.Analysis.Duplicates;

/// <summary>
/// One text made ready for comparing. No exact key means nothing to compare by: the post stands alone. All but the exact key is computed on
/// first need, since an exact copy is found without it.
/// </summary>
internal sealed class Sighting
{
    /// <summary>A shared place says little: a school has many stories.</summary>
    private const float NameWeight = 0.35f;

    private readonly string _normal;
    private uint[]? _grams;
    private uint[]? _bands;
    private float[]? _weights;
    private StoryMarks? _marks;
    private float _weight = -1;
    private bool? _denies;

    private readonly int _least;

    private Sighting(ulong? exact, string normal, int least)
    {
        Exact = exact;
        _normal = normal;
        _least = least;
    }

    public ulong? Exact { get; }

    /// <summary>Distinct bigram hashes, ascending; none for texts that fold only when equal.</summary>
    public uint[] Grams => _grams ??= _normal.Length >= _least ? Sketch.Grams(_normal) : [];

    /// <summary>What each bigram says: its rarity, less for names of places.</summary>
    public float[] Weights => _weights ??= Weigh(Grams, Marks);

    /// <summary>Their sum.</summary>
    public float Weight => _weight >= 0 ? _weight : _weight = Weights.Sum();

    public StoryMarks Marks => _marks ??= Grams.Length == 0 ? StoryMarks.None : StoryMarks.Read(_normal);

    public bool Denies => Grams.Length > 0 && (_denies ??= StoryText.Denies(_normal));

    public uint[] Bands => _bands ??= Grams.Length == 0 ? [] : Sketch.BandKeys(Grams);

    /// <param name="text">As a person wrote it.</param>
    /// <param name="least">Characters below which a text has no bigrams and folds only when equal.</param>
    public static Sighting Of(string text, int least = StoryText.ShortText)
    {
        var normal = StoryText.Normalise(text);
        if (normal.Length > 0) return new Sighting(Sketch.Exact(normal), normal, least);
        // Only emoji or a link: equal raw texts are still copies.
        var raw = text.Trim();
        return new Sighting(raw.Length == 0 ? null : ~Sketch.Exact(raw), "", least);
    }

    private static float[] Weigh(uint[] grams, StoryMarks marks)
    {
        var weights = new float[grams.Length];
        ReadOnlySpan<uint> places = marks.Of(MarkSort.Place), names = marks.Of(MarkSort.Name);
        for (var i = 0; i < grams.Length; i++)
            weights[i] = Rarity.Of(grams[i]) * (places.Contains(grams[i]) || names.Contains(grams[i]) ? NameWeight : 1);
        return weights;
    }
}
