using Monitor.Analysis.Training;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Feedback;

/// <summary>
/// Whether a candidate may take the place of the present models: on no set and task worse than them by more than the bootstrap noise, and on at
/// least one better by more than it. A gain within the noise is no reason to change what people have come to know.
/// </summary>
public static class ModelTrial
{
    /// <summary>Name of the stored labels among the data.</summary>
    public const string StoredLabels = "stored labels";

    /// <summary>With fewer posts nothing is said: one post would move macro-F1 by more than most trainings do.</summary>
    private const int LeastPosts = 30;

    /// <param name="present">Null when the models in use cannot be loaded: then the candidate only has to load and to be measured.</param>
    /// <param name="files">Labelled files, TSV or JSONL; each task is measured on the rows that carry it.</param>
    /// <param name="labels">Stored labels; only the held-out fifth counts, the rest may have been learnt.</param>
    public static TrialResult Run(IAssessor? present, IAssessor candidate, IReadOnlyList<string> files, IReadOnlyList<PostLabel> labels, CancellationToken ct)
    {
        var figures = new List<TrialFigure>();
        foreach (var task in Trainer.Tasks)
        {
            foreach (var file in files)
            {
                ct.ThrowIfCancellationRequested();
                figures.AddRange(Compare(task, Path.GetFileName(file), FromFile(task, file), present, candidate));
            }

            figures.AddRange(Compare(task, StoredLabels, [.. labels.Where(l => l.Task == task && LabelTasks.HeldOut(l.PostId)).Select(Row)], present, candidate));
        }

        return Judge(figures, present);
    }

    private static TrialResult Judge(List<TrialFigure> figures, IAssessor? present)
    {
        var voting = figures.Where(f => f.Outcome != TrialOutcome.TooFew).ToList();
        if (voting.Count == 0)
            return new TrialResult(false, $"nothing was measured: no task has {LeastPosts} labelled posts of two kinds in the data", figures);
        if (present is null) return new TrialResult(true, "no models are in use that the candidate could be worse than", figures);

        var worse = voting.Where(f => f.Outcome == TrialOutcome.Worse).ToList();
        if (worse.Count > 0) return new TrialResult(false, "worse beyond the noise on " + Names(worse), figures);
        var better = voting.Where(f => f.Outcome == TrialOutcome.Better).ToList();
        return better.Count > 0
            ? new TrialResult(true, "better beyond the noise on " + Names(better) + ", nowhere worse", figures)
            : new TrialResult(false, "nowhere better beyond the noise", figures);
    }

    private static string Names(IEnumerable<TrialFigure> figures) => string.Join(", ", figures.Select(f => $"{f.Task} {f.Measure} ({f.Data})"));

    private static IEnumerable<TrialFigure> Compare(string task, string data, IReadOnlyList<LabelledPost> posts, IAssessor? present, IAssessor candidate)
    {
        if (posts.Select(p => p.Label).Distinct(StringComparer.Ordinal).Count() < 2) yield break;
        var rows = TrialRow.Of(task, posts, present, candidate);
        yield return Figure(task, data, "macro-F1", rows, present is not null, (r, pick) => Scores.MacroF1([.. r.Select(x => (x.Truth, pick(x).Label))]));
        if (task == LabelTasks.Rumour)
            yield return Figure(task, data, "AUC", rows, present is not null, (r, pick) => Scores.Auc([.. r.Select(x => (x.Truth == LabelTasks.Rumor, pick(x).Score))]));
    }

    private static TrialFigure Figure(
        string task, string data, string measure, List<TrialRow> rows, bool compared,
        Func<IEnumerable<TrialRow>, Func<TrialRow, (string Label, double Score)>, double> score)
    {
        var candidate = score(rows, r => r.Candidate);
        var few = rows.Count < LeastPosts;
        if (!compared) return new TrialFigure(task, data, measure, rows.Count, null, candidate, null, few ? TrialOutcome.TooFew : TrialOutcome.Uncompared);

        var present = score(rows, r => r.Present!.Value);
        var noise = PairedBootstrap.Noise(rows.Count, drawn =>
        {
            var sample = drawn.Select(i => rows[i]);
            return score(sample, r => r.Candidate) - score(sample, r => r.Present!.Value);
        });
        var difference = candidate - present;
        var outcome = few ? TrialOutcome.TooFew : difference < -noise ? TrialOutcome.Worse : difference > noise ? TrialOutcome.Better : TrialOutcome.Same;
        return new TrialFigure(task, data, measure, rows.Count, present, candidate, noise, outcome);
    }

    /// <summary>A file of another task's labels has no rows for this one.</summary>
    private static List<LabelledPost> FromFile(string task, string file) =>
        [.. LabelledReader.Read(task, file, _ => { }).Where(r => LabelTasks.Values(task).Contains(r.Label))];

    private static LabelledPost Row(PostLabel label) => new(label.Text, label.Value, StoredLabels, 1, Own: true);
}
