using Microsoft.Extensions.Time.Testing;
using Monitor.Host.Scheduling;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

public sealed class PulseTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Pulse _pulse;

    public PulseTests() => _pulse = new Pulse(_clock);

    [Fact]
    public void A_loop_that_has_not_ended_a_turn_within_its_limit_is_named_with_both_times()
    {
        _pulse.Expect("judge", TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(["judge: 31 s, limit 30 s"], _pulse.Stalled());
    }

    [Fact]
    public void A_beat_starts_the_limit_anew()
    {
        _pulse.Expect("judge", TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(29));
        _pulse.Beat("judge");
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(_pulse.Stalled());
    }

    [Fact]
    public void A_loop_waits_until_its_first_turn_has_ended()
    {
        _pulse.Expect("judge", TimeSpan.FromSeconds(30));
        Assert.Equal(["judge"], _pulse.Waiting());
        _pulse.Beat("judge");
        Assert.Empty(_pulse.Waiting());
    }
}
