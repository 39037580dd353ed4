using Monitor.Analysis.Feedback;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Analysis.Feedback;

/// <summary>Judges that are right about a given share of the posts, so that the outcome of each trial is known beforehand.</summary>
public sealed class ModelTrialTests : IDisposable
{
    private const int Posts = 200;

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("trial").FullName, "dev.jsonl");

    public ModelTrialTests() => File.WriteAllLines(_file, Enumerable.Range(0, Posts).Select(i =>
        $"{{\"text\":\"{i}\",\"sentiment\":\"{(i % 2 == 0 ? "negative" : "positive")}\",\"rumor\":{i % 2},\"topic\":\"{(i % 2 == 0 ? "fraud" : "praise")}\",\"form\":\"{(i % 2 == 0 ? "claim" : "opinion")}\"}}"));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Better_on_one_task_and_nowhere_worse_is_accepted()
    {
        var result = Run(new Judge(), new Judge { Topic = 1 });
        Assert.True(result.Accepted, result.Why);
        Assert.Contains("topic", result.Why, StringComparison.Ordinal);
        Assert.Equal(["Same", "Same", "Same", "Better", "Same"], result.Figures.Select(f => f.Outcome.ToString()));
    }

    [Fact]
    public void Much_better_on_one_task_does_not_buy_worse_on_another()
    {
        var result = Run(new Judge(), new Judge { Topic = 1, Form = 0.5 });
        Assert.False(result.Accepted);
        Assert.Contains("worse beyond the noise on form", result.Why, StringComparison.Ordinal);
        var form = result.Figures.Single(f => f.Task == "form");
        Assert.True(form.Difference < -form.Noise);
    }

    [Fact]
    public void The_same_models_and_a_gain_within_the_noise_are_refused()
    {
        Assert.Equal("nowhere better beyond the noise", Run(new Judge(), new Judge()).Why);
        Assert.False(Run(new Judge(), new Judge { Topic = 0.81 }).Accepted);
    }

    [Fact]
    public void A_small_loss_within_the_noise_is_forgiven() =>
        Assert.True(Run(new Judge(), new Judge { Topic = 1, Form = 0.79 }).Accepted);

    [Fact]
    public void Without_models_in_use_a_candidate_that_can_be_measured_is_accepted()
    {
        var result = ModelTrial.Run(null, new Judge(), [_file], [], default);
        Assert.True(result.Accepted);
        Assert.All(result.Figures, f => Assert.True(f is { Present: null, Noise: null, Outcome: TrialOutcome.Uncompared }));
    }

    [Fact]
    public void Without_data_that_says_anything_nothing_is_accepted()
    {
        File.WriteAllLines(_file, File.ReadLines(_file).Take(20).ToList());
        var result = Run(new Judge { Topic = 0 }, new Judge { Topic = 1 });
        Assert.False(result.Accepted);
        Assert.All(result.Figures, f => Assert.Equal(TrialOutcome.TooFew, f.Outcome));
        Assert.False(ModelTrial.Run(null, new Judge(), [_file], [], default).Accepted);
    }

    [Fact]
    public void Stored_labels_have_a_vote_of_their_own_and_only_the_held_out_ones()
    {
        var labels = Enumerable.Range(0, 600).Select(i => Some.Label($"post-{i}", LabelTasks.Form, i % 2 == 0 ? "claim" : "opinion", i) with { Text = $"{i}" }).ToList();
        var result = ModelTrial.Run(new Judge(), new Judge { Topic = 1, Form = 0.3 }, [], labels, default);
        Assert.False(result.Accepted);
        var figure = Assert.Single(result.Figures);
        Assert.Equal((ModelTrial.StoredLabels, labels.Count(l => LabelTasks.HeldOut(l.PostId))), (figure.Data, figure.Posts));
        Assert.Equal(TrialOutcome.Worse, figure.Outcome);
    }

    [Fact]
    public void A_file_of_another_tasks_labels_has_no_say()
    {
        var tsv = Path.ChangeExtension(_file, ".tsv");
        File.WriteAllLines(tsv, Enumerable.Range(0, 100).Select(i => $"{(i % 2 == 0 ? "not" : "rumor")}\tx\t{i}").Prepend("label\tsource\ttext"));
        Assert.All(ModelTrial.Run(new Judge(), new Judge(), [tsv], [], default).Figures, f => Assert.Equal("rumour", f.Task));
    }

    [Fact]
    public void The_same_trial_gives_the_same_figures() =>
        Assert.Equal(Run(new Judge(), new Judge { Topic = 0.9 }).Figures, Run(new Judge(), new Judge { Topic = 0.9 }).Figures);

    private TrialResult Run(IAssessor present, IAssessor candidate) => ModelTrial.Run(present, candidate, [_file], [], default);

    /// <summary>The text is the post's number, and even ones are of the first kind of each task. Right about that share of any run of a hundred.</summary>
    private sealed class Judge : IAssessor
    {
        public double Topic { get; init; } = 0.8;

        public double Form { get; init; } = 0.8;

        public string Model => "judge";

        public Assessment Assess(string text, string? title = null, SourceRole role = SourceRole.Public)
        {
            var number = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            bool First(double share) => number % 2 == 0 == number * 37 % 100 < share * 100;
            return Some.Assessment(First(0.8) ? 0.2 : 0.8, First(0.8) ? SentimentLabel.Negative : SentimentLabel.Positive, topic: First(Topic) ? Topics.Fraud : Topics.Praise)
                with
            { Form = First(Form) ? "claim" : "opinion" };
        }
    }
}
