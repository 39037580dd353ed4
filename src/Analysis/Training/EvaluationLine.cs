using System.Globalization;
using System.Text.Json;

namespace Monitor.Analysis.Training;

/// <summary>Figures of one group of posts. AUC is null where there is none.</summary>
internal sealed record EvaluationLine(string Task, string Group, int Posts, double MacroF1, double Accuracy, (double Low, double High) Interval, double? Auc)
{
    internal static EvaluationLine Of(string task, string group, IReadOnlyList<JudgedPost> rows)
    {
        var auc = task == "rumour" ? Scores.Auc([.. rows.Select(r => (r.Risky, r.Score))]) : double.NaN;
        return new EvaluationLine(task, group, rows.Count, F1(rows), rows.Count(r => r.Guess == r.Post.Label) / (double)Math.Max(1, rows.Count),
            Bootstrap.Interval(rows, F1), double.IsNaN(auc) ? null : auc);
    }

    internal string Text() => string.Create(CultureInfo.InvariantCulture,
        $"{Task,-10} {Group,-24} {Posts,7} posts  macro-F1 {MacroF1:0.000} [{Interval.Low:0.000}, {Interval.High:0.000}]  right {Accuracy:0.000}{(Auc is { } auc ? $"  AUC {auc:0.000}" : "")}");

    internal string Json() => JsonSerializer.Serialize(new { task = Task, source = Group, posts = Posts, macroF1 = MacroF1, low = Interval.Low, high = Interval.High, right = Accuracy, auc = Auc });

    private static double F1(IReadOnlyList<JudgedPost> rows) => Scores.MacroF1([.. rows.Select(r => (r.Post.Label, r.Guess))]);
}
