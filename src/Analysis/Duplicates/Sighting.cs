namespace Monitor.Analysis.Duplicates;

/// <summary>One text made ready for comparing. No exact key means nothing to compare by: the post stands alone.</summary>
internal sealed record Sighting(ulong? Exact, uint[] Grams, uint[]? Keys, bool Denies)
{
    private uint[]? _bands = Keys;

    /// <summary>Computed on first need: an exact copy is found without them.</summary>
    public uint[] Bands => _bands ??= Sketch.BandKeys(Grams);
}
