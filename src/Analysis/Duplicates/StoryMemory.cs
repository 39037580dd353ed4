namespace Monitor.Analysis.Duplicates;

/// <summary>One story as remembered: its id, when it last grew, and up to a few texts that show what its members look like.</summary>
internal sealed class RememberedStory(string id, int order, DateTimeOffset last)
{
    public string Id => id;

    /// <summary>Rises with every story begun; settles ties the same way in every run.</summary>
    public int Order => order;

    public DateTimeOffset Last { get; private set; } = last;

    public int Exemplars { get; set; }

    public bool Forgotten { get; set; }

    public void Touch(DateTimeOffset at)
    {
        if (at > Last) Last = at;
    }
}

/// <summary>One text of a story with its bucket keys; <paramref name="bands"/> is empty for texts that fold only on equality.</summary>
internal sealed class Exemplar(RememberedStory story, ulong exact, uint[] grams, uint[] bands, bool denies)
{
    public RememberedStory Story => story;

    public ulong Exact => exact;

    public uint[] Grams => grams;

    public uint[] Bands => bands;

    public bool Denies => denies;

    /// <summary>Older neighbour in each band's bucket.</summary>
    public Exemplar?[] Next { get; } = new Exemplar?[bands.Length];

    /// <summary>Last query that looked at it, so no candidate is compared twice.</summary>
    public long SeenBy { get; set; }
}
