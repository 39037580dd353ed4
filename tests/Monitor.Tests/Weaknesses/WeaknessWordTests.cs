using CsCheck;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Tests.Contracts;
using Xunit;
using static Monitor.Tests.Weaknesses.Looks;

namespace Monitor.Tests.Weaknesses;

public sealed class WeaknessWordTests
{
    [Fact]
    public void An_accepted_risk_is_nobodys_task_until_its_day_and_then_has_the_days_left_that_it_had()
    {
        var accepted = WeaknessWord.Accept(Weakness(), "值班", " 换系统前无法整改 ", Day("2026-07-01"), Some.T0.AddDays(4));
        Assert.Equal((WeaknessState.Accepted, "换系统前无法整改", 2), (accepted.State, accepted.Acceptance!.Reason, accepted.Version));
        // Due on the 21st with 10 days left; the 20 days of the acceptance do not count.
        Assert.Equal(new DateOnly(2026, 7, 11), accepted.Due);
        Assert.False(accepted.IsOpenAt(Day("2026-07-01").AddTicks(-1)));
        Assert.True(accepted.IsOpenAt(Day("2026-07-01")));
        Assert.False(accepted.IsOverdueAt(Day("2026-07-11").AddHours(23)));
        Assert.True(accepted.IsOverdueAt(Day("2026-07-12")));
        var seen = Assert.Single(WeaknessMachine.Apply([accepted], Look(24 * 30, ProbeState.Up, Expiring(FindingSeverity.Medium)), Rules));
        Assert.Equal((WeaknessState.Open, null, new DateOnly(2026, 7, 11)), (seen.State, seen.Acceptance, seen.Due));
    }

    [Fact]
    public void Accepting_and_taking_it_back_wins_no_time() => Gen.Select(Gen.Int[0, 30], Gen.Int[1, 200], Gen.Int[0, 250]).Array[1, 6].Sample(turns =>
    {
        var (subject, now) = (Weakness(), Some.T0);
        var left = subject.Due.DayNumber - WeaknessDays.Of(now).DayNumber;
        foreach (var (wait, length, back) in turns)
        {
            now = now.AddDays(wait);
            left -= wait;
            var until = WeaknessDays.Begin(WeaknessDays.Of(now).AddDays(length));
            subject = WeaknessWord.Accept(subject, "值班", "理由", until, now);
            now = now.AddDays(back);
            left -= Math.Max(0, back - length);
            subject = WeaknessWord.Withdraw(subject, now);
            Assert.Equal(left, subject.Due.DayNumber - WeaknessDays.Of(now).DayNumber);
        }
    });

    [Fact]
    public void A_risk_that_grew_was_not_the_one_accepted_and_one_that_is_gone_needs_no_acceptance()
    {
        var accepted = WeaknessWord.Accept(Weakness(), "值班", "理由", Day("2026-09-01"), Some.T0);
        var worse = Assert.Single(WeaknessMachine.Apply([accepted], Look(24, ProbeState.Up, Expiring(FindingSeverity.High)), Rules));
        Assert.Equal((WeaknessState.Open, new DateOnly(2026, 6, 11)), (worse.State, worse.Due));
        Assert.Equal(WeaknessState.Accepted, Assert.Single(WeaknessMachine.Apply([accepted], Look(24, ProbeState.Up, Expiring(FindingSeverity.Low)), Rules)).State);
        var once = Assert.Single(WeaknessMachine.Apply([accepted], Look(24, ProbeState.Up), Rules));
        var gone = Assert.Single(WeaknessMachine.Apply([once], Look(25, ProbeState.Up), Rules));
        Assert.Equal((WeaknessState.Fixed, null), (gone.State, gone.Acceptance));
        Assert.NotNull(WeaknessWord.Refuse(gone, "理由", Day("2026-09-01"), Some.T0));
    }

    [Theory]
    [InlineData("", "2026-07-01", "理由")]
    [InlineData("  ", "2026-07-01", "理由")]
    [InlineData("换系统", "2026-06-07", "晚于")]
    [InlineData("换系统", "2027-08-01", "一年")]
    [InlineData("换系统", "2026-07-01", null)]
    public void A_risk_is_taken_with_a_reason_and_for_a_time(string reason, string until, string? refusal)
    {
        var said = WeaknessWord.Refuse(Weakness(), reason, Day(until), Some.T0);
        if (refusal is null) Assert.Null(said);
        else Assert.Contains(refusal, said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_owner_makes_it_reported_and_later_ones_do_not()
    {
        var first = WeaknessWord.Assign(Weakness(), "张工", Some.T0.AddHours(1));
        var none = WeaknessWord.Assign(first, null, Some.T0.AddHours(2));
        var other = WeaknessWord.Assign(none, "李工", Some.T0.AddHours(3));
        Assert.Equal(("李工", Some.T0.AddHours(1), 4), (other.Owner, other.ReportedAt, other.Version));
        Assert.Null(WeaknessWord.Assign(Weakness(), null, Some.T0).ReportedAt);
    }

    private static DateTimeOffset Day(string day) => WeaknessDays.Begin(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
