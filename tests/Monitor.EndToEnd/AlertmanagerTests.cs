using Monitor.Bench.Comparison;
using Monitor.Core.Signals;
using static Monitor.Core.Signals.SignalState;

namespace Monitor.EndToEnd;

/// <summary>
/// The short form of `bench alertmanager`: the same stories to both, Debian's real Alertmanager beside. It keeps docs/alertmanager.md true, where
/// it says that both do well too.
/// </summary>
public sealed class AlertmanagerTests(AlertmanagerTests.Stories stories) : IClassFixture<AlertmanagerTests.Stories>
{
    [Fact]
    public void Missing_data_is_an_end_for_Alertmanager_and_none_for_Monitor()
    {
        var (monitor, other) = stories.Told(Stories.Silent);
        Assert.Equal((1, 0), (monitor.Named, monitor.FalseEnds));
        Assert.Equal((1, 1), (other.Named, other.FalseEnds));
    }

    [Fact]
    public void A_no_inside_HTTP_200_loses_the_message_of_Alertmanager_and_is_tried_again_by_Monitor()
    {
        var (monitor, other) = stories.Told(Stories.ErrorBody);
        Assert.Equal((0, 0), (monitor.LostBeginnings, monitor.LostEnds));
        Assert.Equal(1, other.LostBeginnings);
    }

    [Fact]
    public void A_receiver_that_comes_back_gets_from_both_what_it_missed()
    {
        var (monitor, other) = stories.Told(Stories.Unreachable);
        Assert.Equal((0, 0), (monitor.LostBeginnings, other.LostBeginnings));
    }

    [Fact]
    public void Children_are_not_told_beside_their_cause_by_either_and_Monitor_tells_no_end_of_what_it_never_told()
    {
        var (monitor, other) = stories.Told(Stories.Children);
        Assert.Equal((1, 0, 0, 0), (monitor.Named, monitor.Children, monitor.LostEnds, monitor.UntoldEnds));
        Assert.Equal((1, 0), (other.Named, other.Children));
    }

    /// <summary>All stories are told side by side, for each takes its time.</summary>
    public sealed class Stories : IAsyncLifetime
    {
        internal static readonly Scenario Silent = Scenarios.Silent with { Length = Min(20) };
        internal static readonly Scenario ErrorBody = Story(Scenarios.ErrorBody, (0, Firing), (8, Clear));
        internal static readonly Scenario Unreachable = Story(Scenarios.Unreachable, (0, Firing), (18, Clear));
        internal static readonly Scenario Children = Scenarios.Children;

        private const double Factor = 60;

        private readonly Dictionary<string, (Tally Monitor, Tally Alertmanager)> _told = new(StringComparer.Ordinal);

        public async ValueTask InitializeAsync()
        {
            if (!File.Exists(AlertmanagerSide.Program)) return;
            Scenario[] all = [Silent, ErrorBody, Unreachable, Children];
            var told = await Task.WhenAll(all.Select(s => Play.RunAsync(
                s, Factor, (directory, hook, pace) => new BookSide(s.Troubles, directory, hook, pace), TestContext.Current.CancellationToken)));
            foreach (var (scenario, tallies) in all.Zip(told)) _told[scenario.Name] = tallies;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        internal (Tally Monitor, Tally Alertmanager) Told(Scenario scenario)
        {
            Assert.SkipUnless(_told.ContainsKey(scenario.Name), $"{AlertmanagerSide.Program} is not installed (Debian: prometheus-alertmanager)");
            return _told[scenario.Name];
        }

        private static Scenario Story(Scenario like, params (double Minute, SignalState State)[] turns) => like with
        {
            Length = Min(24),
            Troubles = [like.Troubles[0] with { Turns = [.. turns.Select(t => (Min(t.Minute), t.State))] }],
        };

        private static TimeSpan Min(double minutes) => TimeSpan.FromMinutes(minutes);
    }
}
