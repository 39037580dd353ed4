using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Season;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Scheduling;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

public sealed class DutyTests
{
    private static readonly DateTimeOffset Now = new(2027, 6, 7, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly MonitorConfig Config = new()
    {
        Season = new ExamSeason { Phases = [new Phase { Name = "考试", From = Now, Until = Now.AddDays(4), Tempo = 4 }] },
        Sources = [new SourceDefinition { Id = "one", Interval = TimeSpan.FromMinutes(4) }, new SourceDefinition { Id = "off", Enabled = false }],
    };

    [Fact]
    public void A_phase_quickens_sources_but_not_the_judge()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), Every("one", Now, 1));
        Assert.Equal(TimeSpan.FromMinutes(4), Every("one", Now.AddDays(5), 1));
        Assert.Equal(TimeSpan.FromSeconds(5), Every("judge", Now, 1));
    }

    [Fact]
    public void Speed_quickens_everything_down_to_a_floor()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), Every("one", Now, 60));
        Assert.Equal(TimeSpan.FromMilliseconds(50), Every("judge", Now, 1000));
    }

    [Fact]
    public void A_source_switched_off_has_no_duty() => Assert.DoesNotContain(Duty.Of(Config, Now, 1), d => d.Id == "off");

    [Fact]
    public void Jitter_is_the_same_after_a_restart_and_within_the_interval()
    {
        var duty = Duty.Of(Config, Now, 1).First(d => d.Id == "one");
        Assert.Equal(duty.Jitter(), (duty with { }).Jitter());
        Assert.InRange(duty.Jitter(), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.NotEqual(duty.Jitter(), (duty with { Id = "two" }).Jitter());
    }

    [Fact]
    public void A_loop_that_does_not_end_its_turn_in_time_is_stalled()
    {
        var time = new FakeTimeProvider();
        var pulse = new Pulse(time);
        pulse.Expect("judge", TimeSpan.FromMinutes(2));
        Assert.Equal(["judge"], pulse.Waiting());
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.StartsWith("judge: 180 s", Assert.Single(pulse.Stalled()), StringComparison.Ordinal);
        pulse.Beat("judge");
        Assert.Empty(pulse.Stalled());
        Assert.Empty(pulse.Waiting());
    }

    private static TimeSpan Every(string id, DateTimeOffset now, double speed) => Duty.Of(Config, now, speed).First(d => d.Id == id).Every;
}
