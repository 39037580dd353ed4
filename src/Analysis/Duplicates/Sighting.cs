namespace Monitor.Analysis.Duplicates;

/// <summary>One text made ready for comparing. No exact key means nothing to compare by: the post stands alone.</summary>
internal sealed class Sighting(ulong? exact, uint[] grams, bool denies)
{
    private uint[]? _bands;

    public ulong? Exact => exact;

    public uint[] Grams => grams;

    public bool Denies => denies;

    /// <summary>Computed on first need: an exact copy is found without them.</summary>
    public uint[] Bands => _bands ??= grams.Length == 0 ? [] : Sketch.BandKeys(grams);
}
