using Monitor.Host.Replay.Reading;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>Several recordings become one stream in the order of time.</summary>
public sealed class EventOrderTests : IDisposable
{
    private readonly ReplayBench _bench = new();
    private readonly List<ReplayProblem> _problems = [];

    [Fact]
    public void Lines_a_little_out_of_place_are_sorted_in() =>
        Assert.Equal([0, 2, 3, 5, 9], Merge("a:0 5 2 9 3"));

    [Fact]
    public void A_line_far_behind_is_reported_with_its_number_and_left_out()
    {
        Assert.Equal([0, 30, 41], Merge("a:0 30 41 5"));
        var problem = Assert.Single(_problems);
        Assert.Equal(4, problem.Line);
        Assert.Contains("out of order: 25 minutes", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void One_line_from_the_far_future_does_not_make_all_others_late()
    {
        Assert.Equal([0, 1, 2, 3, 100_000], Merge("a:0 100000 1 2 3"));
        Assert.Empty(_problems);
    }

    [Fact]
    public void Recordings_are_woven_together() => Assert.Equal([0, 1, 2, 3, 4, 5], Merge("a:0 2 5", "b:1 3 4"));

    public void Dispose() => _bench.Dispose();

    private int[] Merge(params string[] files)
    {
        var written = files.Select(f => f.Split(':')).Select(f => new ReplayFile(f[0], _bench.Write(f[0] + ".jsonl",
            string.Join('\n', f[1].Split(' ').Select(m => ReplayBench.Probe(int.Parse(m, System.Globalization.CultureInfo.InvariantCulture), "up")))))).ToList();
        return [.. new EventOrder(TimeSpan.FromMinutes(10), _problems.Add).Merge(written).Select(e => (int)(e.At - ReplayBench.Start).TotalMinutes)];
    }
}
