using Monitor.Analysis.Training;
using Monitor.Core.Contracts;

namespace Monitor.Analysis.Feedback;

/// <summary>One labelled post with what both models say of it.</summary>
internal sealed record TrialRow(string Truth, (string Label, double Score)? Present, (string Label, double Score) Candidate)
{
    internal static List<TrialRow> Of(string task, IEnumerable<LabelledPost> posts, IAssessor? present, IAssessor candidate) =>
        [.. posts.Select(p => new TrialRow(p.Label, present is null ? null : Evaluator.Judge(task, p.Text, present), Evaluator.Judge(task, p.Text, candidate)))];
}
