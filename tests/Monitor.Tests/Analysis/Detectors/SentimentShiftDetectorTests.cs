using Monitor.Analysis.Detectors.SentimentShift;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class SentimentShiftDetectorTests
{
    private readonly SentimentShiftDetector _detector = new(new SentimentShiftOptions());

    [Theory]
    [InlineData(20, 9, null)]
    [InlineData(60, 14, null)]
    [InlineData(60, 30, WarningLevel.Blue)]
    [InlineData(60, 50, WarningLevel.Yellow)]
    [InlineData(400, 116, null)]
    public void A_share_far_above_the_weeks_before_is_a_shift(int posts, int negative, WarningLevel? level)
    {
        // One in five was negative before.
        var signal = _detector.Detect(Window(posts, negative)).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
        if (signal is null) return;
        Assert.Equal("sentiment-shift:admission", signal.Fingerprint);
        Assert.Contains($"{negative}/{posts} 条", signal.Why);
        Assert.Contains("此前四周内为 20%", signal.Why);
    }

    [Fact]
    public void Shares_that_waver_from_hour_to_hour_anyway_are_no_shift()
    {
        var window = Window(60, 30);
        Assert.Single(_detector.Detect(window));
        // The same one in five, but some hours are all negative and others not at all.
        var wavering = window with { History = [.. Enumerable.Range(3, 200).SelectMany(h => Hour(h, h % 5 == 0 ? 10 : 0, h % 5 == 0 ? 0 : 10))] };
        Assert.Empty(_detector.Detect(wavering));
    }

    [Fact]
    public void Few_authors_or_too_little_past_say_nothing()
    {
        Assert.Empty(_detector.Detect(Window(60, 50) with { Posts = [.. Window(60, 50).Posts.Select((p, i) => p with { AuthorKey = "a" + (i % 4) })] }));
        Assert.Empty(_detector.Detect(Window(60, 50) with { History = [.. Hour(5, 4, 16)] }));
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Open(Window(60, 50)) with { History = [] })).State);
    }

    [Fact]
    public void The_window_is_not_compared_with_itself()
    {
        var window = Window(60, 50);
        var hours = window.History.Concat([.. Hour(0, 25, 5), .. Hour(1, 25, 5)]).ToList();
        Assert.Contains("此前四周内为 20%", Assert.Single(_detector.Detect(window with { History = hours })).Why);
    }

    [Fact]
    public void An_open_shift_lasts_until_the_share_is_usual_again()
    {
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(Open(Window(60, 22)))).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Open(Window(60, 13)))).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Open(Window(5, 5)))).State);
        var blind = Open(Window(5, 5)) with { SourceStatuses = [Status("weibo-1", SourceState.Unreachable)] };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(blind)).State);
    }

    [Fact]
    public void Weeks_in_which_nothing_turns_keep_the_stated_rate()
    {
        // Two thousand separate windows of one topic, tested as if each were its whole day: one climb in a hundred windows is allowed.
        var random = new Random(20260626);
        var alarms = 0;
        for (var run = 0; run < 2000; run++)
        {
            var past = Enumerable.Range(0, 60).SelectMany(h => Draw(random, h + 3, 10)).ToList();
            var negative = Enumerable.Range(0, 40).Count(_ => random.NextDouble() < 0.3);
            var shares = Shares.Of(negative, 40, past);
            if (Monitor.Analysis.Detectors.Statistics.Normal.ClimbsPerWindow(shares.Z) < 0.01) alarms++;
        }

        Assert.InRange(alarms, 0, 20);
        Assert.Equal(0.1, _detector.Allowed * 10 * 12, 1e-9);
    }

    private static IEnumerable<HourCount> Draw(Random random, int ago, int posts)
    {
        var negative = Enumerable.Range(0, posts).Count(_ => random.NextDouble() < 0.3);
        return Hour(ago, negative, posts - negative);
    }

    private static JudgeWindow Open(JudgeWindow window) => window with { OpenFingerprints = new HashSet<string> { "sentiment-shift:admission" } };

    private static JudgeWindow Window(int posts, int negative) => Empty with
    {
        Posts = [.. Enumerable.Range(0, posts).Select(i => Post("p" + i, 30, topic: Topics.Admission, sentiment: i < negative ? SentimentLabel.Negative : SentimentLabel.Neutral))],
        History = [.. Enumerable.Range(3, 200).SelectMany(h => Hour(h, 2, 8))],
    };

    private static IEnumerable<HourCount> Hour(int ago, int negative, int neutral)
    {
        var at = HourTally.HourOf(Now.AddHours(-ago));
        if (negative > 0) yield return new HourCount(at, Topics.Admission, SentimentLabel.Negative, negative);
        if (neutral > 0) yield return new HourCount(at, Topics.Admission, SentimentLabel.Neutral, neutral);
    }
}
