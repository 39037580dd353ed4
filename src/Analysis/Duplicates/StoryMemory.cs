namespace Monitor.Analysis.Duplicates;

/// <summary>One story as remembered: its id, when it last grew, and up to a few texts that show what its members look like.</summary>
internal sealed class RememberedStory(string id, int order, DateTimeOffset last)
{
    /// <summary>Another one where the store has merged the other way round.</summary>
    public string Id { get; set; } = id;

    /// <summary>Rises with every story begun: the lower is the older. Settles ties the same way in every run.</summary>
    public int Order => order;

    public DateTimeOffset Last { get; private set; } = last;

    public List<Exemplar> Exemplars { get; } = [];

    /// <summary>What all its exemplars name.</summary>
    public StoryMarks Marks { get; private set; } = StoryMarks.None;

    public bool Forgotten { get; set; }

    /// <summary>Last query that met it in the gram index, and the weight of the grams it was met by.</summary>
    public long SeenBy { get; set; }

    public float Hit { get; set; }

    public void Touch(DateTimeOffset at)
    {
        if (at > Last) Last = at;
    }

    public void Show(Exemplar exemplar)
    {
        Exemplars.Add(exemplar);
        Marks = Marks.With(exemplar.Look.Marks);
    }
}

/// <summary>One text of a story.</summary>
internal sealed class Exemplar(RememberedStory story, Sighting look)
{
    /// <summary>The story it shows; another after a merge.</summary>
    public RememberedStory Story { get; set; } = story;

    public Sighting Look => look;

    /// <summary>The text its story began with, also after a merge.</summary>
    public bool First { get; } = story.Exemplars.Count == 0;

    /// <summary>Older neighbour in each band's bucket; empty for texts that fold only on equality.</summary>
    public Exemplar?[] Next { get; } = new Exemplar?[look.Bands.Length];
}
