using CsCheck;
using Monitor.Analysis.Detectors;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Analysis.Detectors;

/// <summary>The state table of docs/guarding.md.</summary>
public sealed class ConfirmedStateTests
{
    private static readonly Gen<ProbeState> States = Gen.Int[0, 3].Select(i => (ProbeState)i);

    private static readonly Gen<(int Confirm, int Of, int Recover, ProbeState[] Results)> Courses =
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 6], Gen.Int[1, 4], States.Array[0, 60], (confirm, more, recover, results) => (confirm, confirm + more, recover, results));

    [Theory]
    [InlineData("DDUDD", 3, 3, 2, 'U')]
    [InlineData("DUDUD", 3, 5, 2, 'D')]
    [InlineData("DUDUUD", 3, 5, 2, 'U')]
    [InlineData("DUDUDUU", 3, 5, 2, 'U')]
    [InlineData("DUDUDUUD", 3, 5, 2, 'U')]
    [InlineData("DUDUDUUDDD", 3, 5, 2, 'D')]
    [InlineData("GUDUG", 3, 5, 2, 'G')]
    [InlineData("GUDUGDDUD", 3, 5, 2, 'D')]
    [InlineData("DDDUDUDU", 3, 3, 2, 'D')]
    [InlineData("DDDGU", 3, 3, 2, 'G')]
    [InlineData("DDDGUU", 3, 3, 2, 'U')]
    [InlineData("DDDGGD", 3, 3, 2, 'G')]
    [InlineData("D", 1, 1, 1, 'D')]
    [InlineData("DU", 1, 1, 1, 'U')]
    public void The_table(string oldestFirst, int confirm, int of, int recover, char expected) =>
        Assert.Equal(Windows.Probe(expected, 0).State, ConfirmedState.Of(Results([.. oldestFirst.Select(c => Windows.Probe(c, 0).State)]), confirm, of, recover).State);

    [Fact]
    public void Any_course_agrees_with_a_simple_reference() => Courses.Sample(c =>
    {
        var seen = ConfirmedState.Of(Results(c.Results), c.Confirm, c.Of, c.Recover);
        Assert.Equal(Reference(c.Results, c.Confirm, c.Of, c.Recover), seen.State);
        Assert.Equal(seen.State == ProbeState.Up, seen.Run.Count == 0);
        Assert.DoesNotContain(seen.Run, r => r.State is ProbeState.Up or ProbeState.Unknown);
    }, iter: 20_000);

    [Fact]
    public void What_is_unknown_changes_nothing_wherever_it_stands() => Gen.Select(Courses, Gen.Int[0, 60], Gen.Int[1, 9]).Sample((c, at, many) =>
    {
        var with = c.Results.ToList();
        with.InsertRange(Math.Min(at, with.Count), Enumerable.Repeat(ProbeState.Unknown, many));
        var (a, b) = (ConfirmedState.Of(Results(c.Results), c.Confirm, c.Of, c.Recover), ConfirmedState.Of(Results(with), c.Confirm, c.Of, c.Recover));
        Assert.Equal((a.State, a.Good, a.Run.Count), (b.State, b.Good, b.Run.Count));
    }, iter: 5_000);

    [Fact]
    public void Enough_good_results_end_everything_and_enough_failures_begin_it() => Courses.Sample(c =>
    {
        Assert.Equal(ProbeState.Up, ConfirmedState.Of(Results([.. c.Results, .. Enumerable.Repeat(ProbeState.Up, c.Recover)]), c.Confirm, c.Of, c.Recover).State);
        Assert.Equal(ProbeState.Down, ConfirmedState.Of(Results([.. c.Results, .. Enumerable.Repeat(ProbeState.Down, c.Confirm)]), c.Confirm, c.Of, c.Recover).State);
    }, iter: 5_000);

    [Fact]
    public void A_result_moves_the_state_only_its_own_way() => Gen.Select(Courses, States).Sample((c, next) =>
    {
        var (before, after) = (ConfirmedState.Of(Results(c.Results), c.Confirm, c.Of, c.Recover).State, ConfirmedState.Of(Results([.. c.Results, next]), c.Confirm, c.Of, c.Recover).State);
        if (next == ProbeState.Up) Assert.True(after <= before);
        if (next == ProbeState.Down) Assert.True(after >= before);
        if (next == ProbeState.Unknown) Assert.Equal(before, after);
    }, iter: 10_000);

    private static IEnumerable<ProbeResult> Results(IEnumerable<ProbeState> oldestFirst) =>
        oldestFirst.Select((s, i) => new ProbeResult { TargetId = "portal", At = Windows.Now.AddSeconds(i), State = s });

    /// <summary>The table as it is written: places in a list of what is known, and what lies behind each.</summary>
    private static ProbeState Reference(ProbeState[] results, int confirm, int of, int recover)
    {
        var known = results.Where(r => r != ProbeState.Unknown).ToArray();
        var (state, begin) = (ProbeState.Up, 0);
        for (var i = 0; i < known.Length; i++)
        {
            var last = known[Math.Max(begin, i + 1 - of)..(i + 1)];
            var lately = i + 1 >= recover ? known[(i + 1 - recover)..(i + 1)] : [];
            var was = state;
            if (state != ProbeState.Up && lately.Length > 0 && lately.All(r => r == ProbeState.Up)) state = ProbeState.Up;
            else if (state == ProbeState.Down && lately.Length > 0 && lately.All(r => r != ProbeState.Down)) state = ProbeState.Degraded;
            else if (known[i] != ProbeState.Up && last.Count(r => r == ProbeState.Down) >= confirm) state = ProbeState.Down;
            else if (known[i] != ProbeState.Up && state == ProbeState.Up && last.Count(r => r != ProbeState.Up) >= confirm) state = ProbeState.Degraded;
            if (state < was) begin = i + 1;
        }

        return state;
    }
}
