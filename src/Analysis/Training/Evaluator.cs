using System.Globalization;
using System.Text.Json;
using Monitor.Core.Contracts;

namespace Monitor.Analysis.Training;

/// <summary>Scores an assessor on labelled posts it never saw: per source and over all, never only pooled.</summary>
public static class Evaluator
{
    /// <summary>What a judgement says; whom a post reads like only serves the others.</summary>
    public static IReadOnlyList<string> Tasks { get; } = [.. Trainer.Tasks.Where(t => t != "voice")];

    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <exception cref="ArgumentException">Another task.</exception>
    public static void Evaluate(string task, IReadOnlyList<string> dataFiles, IAssessor assessor, TextWriter output, bool json)
    {
        if (!Tasks.Contains(task))
            throw new ArgumentException($"Unknown task '{task}', expected {string.Join(", ", Tasks)}.", nameof(task));
        var skipped = 0;
        // An exported row may leave labels out that nobody gave.
        var rows = dataFiles.SelectMany(f => LabelledReader.Read(task, f, _ => skipped++)).Where(r => r.Label.Length > 0)
            .Select(r => (r.Source, Truth: r.Label, Guess: Judge(task, r.Text, assessor))).ToList();
        foreach (var group in rows.GroupBy(r => r.Source).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Name: g.Key.Length == 0 ? "-" : g.Key, Rows: g.ToList())).Append((Name: "all", Rows: rows)))
        {
            var pairs = group.Rows.Select(r => (r.Truth, r.Guess.Label)).ToList();
            var f1 = Scores.MacroF1(pairs);
            var auc = task == "rumour" ? Scores.Auc([.. group.Rows.Select(r => (r.Truth == "rumor", r.Guess.Score))]) : double.NaN;
            output.WriteLine(json
                ? JsonSerializer.Serialize(new { task, source = group.Name, posts = pairs.Count, macroF1 = f1, auc = double.IsNaN(auc) ? (double?)null : auc })
                : string.Create(CultureInfo.InvariantCulture, $"{task,-10} {group.Name,-14} {pairs.Count,7} posts  macro-F1 {f1:0.000}{(double.IsNaN(auc) ? "" : $"  AUC {auc:0.000}")}"));
        }
    }

    internal static (string Label, double Score) Judge(string task, string text, IAssessor assessor)
    {
        var a = assessor.Assess(text);
        return task switch
        {
            "sentiment" => (a.Sentiment.Label.ToString().ToLowerInvariant(), 0),
            "topic" => (a.Topics[0], 0),
            "form" => (a.Form, 0),
            _ => (a.Rumour.Score >= 0.5 ? "rumor" : "not", a.Rumour.Score),
        };
    }
}
