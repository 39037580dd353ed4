using Monitor.Analysis;
using Monitor.Analysis.Training;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Analysis.Models;

/// <summary>The shipped models on posts they never saw. The floors lie a point or two below what the model card reports.</summary>
public sealed class DevSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sentiment", "sentiment.dev.tsv", 0.79)]
    [InlineData("rumour", "rumor.dev.tsv", 0.85)]
    [InlineData("sentiment", "exam-posts.jsonl", 0.79)]
    [InlineData("rumour", "exam-posts.jsonl", 0.91)]
    [InlineData("topic", "exam-posts.jsonl", 0.70)]
    [InlineData("form", "exam-posts.jsonl", 0.70)]
    public void The_shipped_models_hold_their_level(string task, string file, double floor)
    {
        // Our own development posts are part of the repository; the public sets are not.
        var data = file.EndsWith(".jsonl", StringComparison.Ordinal) ? Repository.File("src", "Analysis", "Training", "dev", file) : Shared.Path("data", file);
        Assert.SkipWhen(data is null, "the labelled posts (../shared or MONITOR_SHARED) are not here");
        var rows = LabelledReader.Read(task, data!, _ => { }).Where(r => task != "sentiment" || r.Own || r.Source.StartsWith("smp", StringComparison.Ordinal)).ToList();
        var assessor = AssessorFactory.Load();
        var f1 = Scores.MacroF1([.. rows.Select(r => (r.Label, Evaluator.Judge(task, r.Text, assessor).Label))]);
        output.WriteLine($"{task} on {file}: macro-F1 {f1:0.000} of {rows.Count} posts");
        Assert.True(f1 >= floor, $"macro-F1 {f1:0.000}, expected at least {floor}");
    }

    [Fact]
    public void Ordinary_opinions_are_hardly_ever_taken_for_rumours_or_for_exam_posts()
    {
        var data = Shared.Path("data", "sentiment.dev.tsv");
        Assert.SkipWhen(data is null, "the labelled posts (../shared or MONITOR_SHARED) are not here");
        var assessor = AssessorFactory.Load();
        var judged = LabelledReader.Read("sentiment", data!, _ => { }).Where(r => r.Source.StartsWith("smp", StringComparison.Ordinal))
            .Select(r => assessor.Assess(r.Text)).ToList();
        var flagged = judged.Count(a => a.Rumour.Score >= 0.5) / (double)judged.Count;
        var relevant = judged.Count(a => a.Relevance >= 0.5) / (double)judged.Count;
        output.WriteLine($"flagged {flagged:P2}, relevant {relevant:P2} of {judged.Count} posts");
        Assert.InRange(flagged, 0, 0.02);
        Assert.InRange(relevant, 0, 0.04);
    }
}
