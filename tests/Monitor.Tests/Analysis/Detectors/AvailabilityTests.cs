using Monitor.Core.Probes;
using Monitor.Core.Season;
using Xunit;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class AvailabilityTests
{
    private static readonly DateTimeOffset T0 = new(2026, 7, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly TargetDefinition Target = new() { Id = "t", Name = "t", Kind = "http", Interval = TimeSpan.FromSeconds(30) };
    private static readonly ExamSeason Season = new() { Phases = [new Phase { Name = "志愿填报", From = T0, Until = T0.AddDays(3) }] };

    [Fact]
    public void Time_counts_and_not_how_often_one_looked()
    {
        // Ten checks good in the first five minutes, one bad in the next ones.
        var a = Availability.Of(Target, Season, [Bucket(0, up: 10), Bucket(5, down: 1)]);
        Assert.Equal(0.5, a.Share);
        Assert.Equal(TimeSpan.FromMinutes(10), a.Known);
    }

    [Fact]
    public void Gaps_unknown_and_maintenance_are_neither()
    {
        var target = Target with { Maintenance = [new MaintenanceWindow { Reason = "升级", Begins = T0.AddMinutes(20), Ends = T0.AddMinutes(30) }] };
        var a = Availability.Of(target, Season, [Bucket(0, up: 10), Bucket(5, unknown: 10), Bucket(20, down: 10), Bucket(25, down: 10), Bucket(60, up: 5, unknown: 5)]);
        Assert.Equal((1.0, TimeSpan.FromMinutes(7.5), TimeSpan.FromMinutes(7.5)), (a.Share, a.Known, a.Unknown));
        Assert.Null(Availability.Of(Target, Season, [Bucket(0, unknown: 3)]).Share);
        Assert.Null(Availability.Nothing.BudgetUsed(0.999));
    }

    [Fact]
    public void Degraded_serves_and_rare_checks_speak_for_their_interval()
    {
        var a = Availability.Of(Target with { Interval = TimeSpan.FromHours(1) }, Season, [Bucket(0, degraded: 1), Bucket(60, up: 1), Bucket(120, down: 1)]);
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromHours(1)), (a.Good, a.Bad));
    }

    [Fact]
    public void The_last_day_before_the_deadline_weighs_three_times_unless_the_target_says_otherwise()
    {
        ProbeBucket[] early = [Bucket(60, up: 99, down: 1)], late = [Bucket(49 * 60, up: 99, down: 1)];
        Assert.Equal(1, Availability.Of(Target, Season, early).BudgetUsed(0.99)!.Value, 9);
        Assert.Equal(3, Availability.Of(Target, Season, late).BudgetUsed(0.99)!.Value, 9);
        Assert.Equal(0.99, Availability.Of(Target, Season, late).Share!.Value, 9);
        var own = Target with { Critical = [new CriticalWindow { Begins = T0, Ends = T0.AddHours(2), Weight = 5 }] };
        Assert.Equal(5, Availability.Of(own, Season, early).BudgetUsed(0.99)!.Value, 9);
        Assert.Equal(1, Availability.Of(own, Season, late).BudgetUsed(0.99)!.Value, 9);
        Assert.Equal(1, Availability.Of(Target with { Critical = [] }, Season, late).BudgetUsed(0.99)!.Value, 9);
    }

    private static ProbeBucket Bucket(int minutes, int up = 0, int degraded = 0, int down = 0, int unknown = 0) => new("t", T0.AddMinutes(minutes), up, degraded, down, unknown, Latencies.None);
}
