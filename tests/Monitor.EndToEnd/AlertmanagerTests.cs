using Monitor.Bench.Comparison;
using Monitor.Core.Signals;
using static Monitor.Core.Signals.SignalState;

namespace Monitor.EndToEnd;

/// <summary>
/// The short form of `bench alertmanager`: one story to both, Debian's real Alertmanager beside. It keeps docs/alertmanager.md true, where it
/// says Alertmanager is the better one too.
/// </summary>
public sealed class AlertmanagerTests
{
    private const double Factor = 60;

    [Fact]
    public async Task Missing_data_is_an_end_for_Alertmanager_and_none_for_Monitor()
    {
        var (monitor, other) = await PlayAsync(Scenarios.Silent with { Length = Min(20) });
        Assert.Equal((1, 0), (monitor.Named, monitor.FalseEnds));
        Assert.Equal((1, 1), (other.Named, other.FalseEnds));
    }

    [Fact]
    public async Task A_no_inside_HTTP_200_loses_the_message_of_Alertmanager_and_is_tried_again_by_Monitor()
    {
        var (monitor, other) = await PlayAsync(Story(Scenarios.ErrorBody, (0, Firing), (8, Clear)));
        Assert.Equal((0, 0), (monitor.LostBeginnings, monitor.LostEnds));
        Assert.Equal(1, other.LostBeginnings);
    }

    [Fact]
    public async Task A_receiver_that_comes_back_gets_what_it_missed_from_both()
    {
        var (monitor, other) = await PlayAsync(Story(Scenarios.Unreachable, (0, Firing), (18, Clear)));
        Assert.Equal((0, 0), (monitor.LostBeginnings, other.LostBeginnings));
    }

    [Fact]
    public async Task Children_are_not_told_beside_their_cause_by_either_and_Monitor_does_not_tell_the_end_of_what_it_never_told()
    {
        var (monitor, other) = await PlayAsync(Scenarios.Children);
        Assert.Equal((1, 0, 0), (monitor.Named, monitor.Children, monitor.LostEnds));
        Assert.Equal((1, 0), (other.Named, other.Children));
        Assert.Equal(0, monitor.UntoldEnds);
    }

    private static Scenario Story(Scenario like, params (double Minute, SignalState State)[] turns) => like with
    {
        Length = Min(24),
        Troubles = [like.Troubles[0] with { Turns = [.. turns.Select(t => (Min(t.Minute), t.State))] }],
    };

    private static async Task<(Tally Monitor, Tally Alertmanager)> PlayAsync(Scenario scenario)
    {
        Assert.SkipUnless(File.Exists(AlertmanagerSide.Program), $"{AlertmanagerSide.Program} is not installed (Debian: prometheus-alertmanager)");
        return await Play.RunAsync(scenario, Factor, (directory, hook, pace) => new BookSide(scenario.Troubles, directory, hook, pace.Factor, pace.Began), TestContext.Current.CancellationToken);
    }

    private static TimeSpan Min(double minutes) => TimeSpan.FromMinutes(minutes);
}
