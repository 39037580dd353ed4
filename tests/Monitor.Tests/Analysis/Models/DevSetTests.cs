using Monitor.Analysis;
using Monitor.Analysis.Training;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Analysis.Models;

/// <summary>The shipped models on posts they never saw. The floors lie a point or two below what the model card reports.</summary>
public sealed class DevSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sentiment", "sentiment.dev.tsv", 0.76)]
    [InlineData("rumour", "rumor.dev.tsv", 0.78)]
    [InlineData("sentiment", "exam-posts.jsonl", 0.60)]
    [InlineData("rumour", "exam-posts.jsonl", 0.82)]
    [InlineData("topic", "exam-posts.jsonl", 0.55)]
    [InlineData("form", "exam-posts.jsonl", 0.55)]
    public void The_shipped_models_hold_their_level(string task, string file, double floor)
    {
        var data = Shared.Path("data", file);
        Assert.SkipWhen(data is null, "the labelled posts (../shared or MONITOR_SHARED) are not here");
        var rows = LabelledReader.Read(task, data!, _ => { }).ToList();
        var assessor = AssessorFactory.Load();
        var f1 = Scores.MacroF1([.. rows.Select(r => (r.Label, Evaluator.Judge(task, r.Text, assessor).Label))]);
        output.WriteLine($"{task} on {file}: macro-F1 {f1:0.000} of {rows.Count} posts");
        Assert.True(f1 >= floor, $"macro-F1 {f1:0.000}, expected at least {floor}");
    }
}
