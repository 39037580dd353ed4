using System.Globalization;
using System.Text.Json;
using Monitor.Core.Contracts;

namespace Monitor.Analysis.Training;

/// <summary>Scores an assessor on labelled posts it never saw: per source or form, per topic, and over all with its interval; never only pooled.</summary>
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
        // An exported row may leave labels out that nobody gave.
        var rows = dataFiles.SelectMany(f => LabelledReader.Read(task, f, _ => { })).Where(r => r.Label.Length > 0)
            .Select(r => JudgedPost.Of(task, r, assessor)).ToList();
        foreach (var (name, group) in Groups(rows)) Say(EvaluationLine.Of(task, name, group), output, json);
        if (task == "rumour") SayRumour(rows, output, json);
        else if (task == "sentiment") SayReliability(task, Reliability.Of(rows.Select(r => (r.Score, r.Guess == r.Post.Label))), output, json);
    }

    internal static (string Label, double Score) Judge(string task, string text, IAssessor assessor)
    {
        var a = assessor.Assess(text);
        return task switch
        {
            "sentiment" => (a.Sentiment.Label.ToString().ToLowerInvariant(), Math.Max(a.Sentiment.Negative, Math.Max(a.Sentiment.Neutral, a.Sentiment.Positive))),
            "topic" => (a.Topics[0], 0),
            "form" => (a.Form, 0),
            _ => (a.Rumour.Score >= 0.5 ? "rumor" : "not", a.Rumour.Score),
        };
    }

    private static IEnumerable<(string Name, IReadOnlyList<JudgedPost> Rows)> Groups(IReadOnlyList<JudgedPost> rows)
    {
        foreach (var group in rows.GroupBy(r => r.Post.Source).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return (group.Key.Length == 0 ? "-" : group.Key, [.. group]);
        foreach (var group in rows.Where(r => r.Post.Topic.Length > 0).GroupBy(r => r.Post.Topic).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return ("topic " + group.Key, [.. group]);
        yield return ("all", rows);
    }

    private static void Say(EvaluationLine line, TextWriter output, bool json) => output.WriteLine(json ? line.Json() : line.Text());

    /// <summary>Recall at ten false alarms in a hundred hard negatives, and the reliability curve.</summary>
    private static void SayRumour(IReadOnlyList<JudgedPost> rows, TextWriter output, bool json)
    {
        var hard = rows.Where(r => r.HardNegative).Select(r => r.Score).Order().ToList();
        if (hard.Count > 0)
        {
            var limit = hard[(int)(hard.Count * 0.9)];
            var recall = rows.Count(r => r.Risky && r.Score > limit) / (double)Math.Max(1, rows.Count(r => r.Risky));
            output.WriteLine(json
                ? JsonSerializer.Serialize(new { task = "rumour", hardNegatives = hard.Count, recallAt10Percent = recall })
                : string.Create(CultureInfo.InvariantCulture, $"rumour     recall {recall:0.000} at 10 % false alarms on {hard.Count} hard negatives"));
        }

        SayReliability("rumour", Reliability.Of(rows.Select(r => (r.Score, r.Risky))), output, json);
    }

    private static void SayReliability(string task, IReadOnlyList<ReliabilityBin> bins, TextWriter output, bool json)
    {
        foreach (var bin in bins)
        {
            output.WriteLine(json
                ? JsonSerializer.Serialize(new { task, from = bin.From, posts = bin.Posts, said = bin.Said, came = bin.True })
                : string.Create(CultureInfo.InvariantCulture, $"{task,-10} scores from {bin.From:0.0}: {bin.Posts,5} posts, said {bin.Said:0.000}, true of {bin.True:0.000}"));
        }

        var error = Reliability.Error(bins);
        output.WriteLine(json ? JsonSerializer.Serialize(new { task, calibrationError = error }) : string.Create(CultureInfo.InvariantCulture, $"{task,-10} calibration error {error:0.000}"));
    }
}
