namespace Monitor.Analysis.Training;

/// <summary>One labelled row: label is of the task's closed list.</summary>
/// <param name="Own">Written for this project about these exams; false = of a public corpus.</param>
internal sealed record LabelledPost(string Text, string Label, string Source, float Weight, bool Own);
