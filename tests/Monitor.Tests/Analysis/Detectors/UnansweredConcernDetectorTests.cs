using Monitor.Analysis.Detectors.UnansweredConcern;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Monitor.Tests.Analysis.Concerns;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class UnansweredConcernDetectorTests
{
    private static readonly Post Answer = ConcernSet.Notice("n", "志愿填报时间", "志愿填报截止时间为6月29日17时");

    private readonly UnansweredConcernDetector _detector = new(new UnansweredConcernOptions());

    [Fact]
    public void Many_people_asking_for_long_without_an_answer_is_blue()
    {
        var signal = Assert.Single(_detector.Detect(Window(Asking(10, oldest: 180))));
        Assert.Equal((SignalState.Firing, WarningLevel.Blue, Team.Propaganda), (signal.State, signal.Level, signal.Team));
        Assert.Contains("10 人在问", signal.Why);
        Assert.Contains("3 小时", signal.Why);
        Assert.StartsWith("admission/", signal.Subject);
        Assert.DoesNotContain("author", signal.Why + signal.Title);
    }

    [Theory]
    [InlineData(7, 180)]
    [InlineData(10, 100)]
    public void Few_askers_or_a_short_time_are_no_alarm(int people, double oldest) => Assert.Empty(_detector.Detect(Window(Asking(people, oldest))));

    [Fact]
    public void One_person_asking_often_is_no_crowd() =>
        Assert.Empty(_detector.Detect(Window(Asking(20, 180).Select(p => p with { AuthorKey = "same" }))));

    [Fact]
    public void An_answer_keeps_it_quiet_and_ends_an_open_alert_with_its_words()
    {
        var window = Window(Asking(10, 180)) with { OfficialPosts = [Answer] };
        Assert.Empty(_detector.Detect(window));
        var subject = Assert.Single(_detector.Detect(Window(Asking(10, 180)))).Subject;
        var signal = Assert.Single(_detector.Detect(window with { OpenFingerprints = new HashSet<string> { "unanswered-concern:" + subject } }));
        Assert.Equal(SignalState.Clear, signal.State);
        Assert.Contains("6月29日17时", signal.Why);
    }

    [Fact]
    public void An_open_alert_is_carried_on_when_its_leading_words_shift()
    {
        var signal = Assert.Single(_detector.Detect(Window(Asking(10, 180)) with { OpenFingerprints = new HashSet<string> { "unanswered-concern:admission/别的词+志愿填报" } }));
        Assert.Equal(("admission/别的词+志愿填报", SignalState.Firing), (signal.Subject, signal.State));
    }

    [Fact]
    public void Nobody_asking_any_more_ends_it_without_calling_it_solved()
    {
        var quiet = Empty with { OpenFingerprints = new HashSet<string> { "unanswered-concern:admission/志愿填报" } };
        var signal = Assert.Single(_detector.Detect(quiet));
        Assert.Equal(SignalState.Clear, signal.State);
        Assert.Contains("不代表已解决", signal.Why);
        var blind = quiet with { SourceStatuses = [Status("forum", SourceState.Blocked)] };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(blind)).State);
    }

    private static JudgeWindow Window(IEnumerable<Post> posts) => Empty with { Posts = [.. posts] };

    private static IEnumerable<Post> Asking(int people, double oldest) =>
        Enumerable.Range(0, people).Select(i => ConcernSet.Post("q" + i, i % 2 == 0 ? "请问志愿填报什么时候截止" : "志愿填报截止是几号几点啊", minutesAgo: oldest - i));
}
