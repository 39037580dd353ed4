using Monitor.Analysis.Detectors.Distress;
using Monitor.Analysis.Detectors.RumourStory;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class DistressDetectorTests
{
    private readonly DistressDetector _detector = new(new DistressOptions());

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, WarningLevel.Blue)]
    [InlineData(10, WarningLevel.Yellow)]
    public void It_tells_how_many_and_what_helps(int posts, WarningLevel? level)
    {
        var signal = _detector.Detect(Window(posts)).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
        if (signal is null) return;
        Assert.True(signal.Restricted);
        Assert.Equal(("distress:students", Team.Propaganda), (signal.Fingerprint, signal.Team));
        Assert.Contains($"有 {posts} 条", signal.Why);
        Assert.Contains("12355", signal.Why);
        Assert.Contains("110", signal.Why);
    }

    [Fact]
    public void No_word_no_author_and_no_id_of_any_post_leaves_it()
    {
        var signal = Assert.Single(_detector.Detect(Window(5)));
        Assert.Empty(signal.Evidence);
        var said = signal.Title + signal.Why + signal.Subject + signal.Incident + string.Join(" ", signal.Numbers.Keys);
        foreach (var post in Window(5).Posts)
            foreach (var trace in new[] { post.Text, post.Text[..4], post.AuthorKey!, post.Id, post.StoryId!, post.SourceId }) Assert.DoesNotContain(trace, said);
    }

    [Fact]
    public void Only_first_hand_and_retold_trouble_counts()
    {
        Assert.Empty(_detector.Detect(Window(5, form: "advice")));
        Assert.Empty(_detector.Detect(Window(5, form: "opinion")));
        Assert.Empty(_detector.Detect(Window(5, mood: SentimentLabel.Positive)));
        Assert.Empty(_detector.Detect(Window(5, topic: Topics.ExamOrder)));
        Assert.Empty(_detector.Detect(Window(5, minutesAgo: 400)));
        Assert.Single(_detector.Detect(Window(5, form: "hearsay")));
    }

    [Fact]
    public void It_ends_when_counts_fall_and_not_when_nothing_can_be_read()
    {
        var open = Window(1) with { OpenFingerprints = new HashSet<string> { "distress:students" } };
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(open)).State);
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(open with { SourceStatuses = [Status("weibo-1", SourceState.Blocked)] })).State);
    }

    [Fact]
    public void A_rumour_about_it_is_restricted_and_quotes_nothing()
    {
        var window = Empty with { Posts = [.. Enumerable.Range(0, 4).Select(i => Post("p" + i, 5, topic: Topics.StudentWellbeing) with { Text = "听说有个考生出事了" })] };
        var signal = Assert.Single(new RumourStoryDetector(new RumourStoryOptions()).Detect(window));
        Assert.True(signal.Restricted);
        Assert.Empty(signal.Evidence);
        Assert.DoesNotContain("听说", signal.Title + signal.Why);
    }

    private static JudgeWindow Window(
        int posts, string form = "experience", SentimentLabel mood = SentimentLabel.Negative, string topic = Topics.StudentWellbeing, double minutesAgo = 30) => Empty with
        {
            Posts = [.. Enumerable.Range(0, posts).Select(i => Post($"post-{i:000}", minutesAgo, story: "story-xyz", author: $"key-{i:000}", topic: topic, sentiment: mood))
                .Select(p => p with { Text = "真的撑不下去了", Assessment = p.Assessment! with { Form = form } })],
        };
}
