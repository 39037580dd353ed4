namespace Monitor.Core.Judgements;

/// <summary>
/// What a person says one post is, beside what the machine said then. Carries the masked text, without source or author, so that training
/// outlives the keeping of posts; it goes when it expires. A post has at most one label of each task: the last one given.
/// </summary>
public sealed record PostLabel
{
    public required string PostId { get; init; }

    /// <summary>One of <see cref="LabelTasks.All"/>.</summary>
    public required string Task { get; init; }

    /// <summary>One of <see cref="LabelTasks.Values"/> of the task.</summary>
    public required string Value { get; init; }

    /// <summary>Masked title and text as the judges read them.</summary>
    public required string Text { get; init; }

    public required string Who { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>From when it is deleted: the season's end and the days config allows after it.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The machine's claim at that time; null when it made none.</summary>
    public string? Said { get; init; }

    /// <summary>Version of the models that made the claim; null while the post was unassessed.</summary>
    public string? Model { get; init; }

    /// <summary>Null when there was no claim to agree with.</summary>
    public bool? Agrees => Said is null ? null : Said == Value;
}

/// <summary>How many labels of a task are stored, and how many of them agree with what the machine had claimed.</summary>
public sealed record LabelCount(string Task, int Labels, int Claimed, int Agreed);
