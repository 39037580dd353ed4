namespace Monitor.Analysis.Training;

/// <summary>One labelled row: label is of the task's closed list.</summary>
internal sealed record LabelledPost(string Text, string Label, string Source, float Weight);
