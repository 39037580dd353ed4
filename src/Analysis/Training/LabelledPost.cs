namespace Monitor.Analysis.Training;

/// <summary>One labelled row: label is of the task's closed list.</summary>
/// <param name="Source">Corpus of a public row; how an own post speaks.</param>
/// <param name="Own">Written for this project about these exams; false = of a public corpus.</param>
internal sealed record LabelledPost(string Text, string Label, string Source, float Weight, bool Own)
{
    /// <summary>Topic of an own post, for figures by topic.</summary>
    public string Topic { get; init; } = "";
}
