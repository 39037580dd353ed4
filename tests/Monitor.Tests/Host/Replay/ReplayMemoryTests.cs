using System.Globalization;
using Monitor.Host.Replay;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Replay.Telling;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>A recording is never held whole. Alone, for what is measured is the memory of the process.</summary>
[Collection(nameof(ReplayMemoryTests))]
[CollectionDefinition(nameof(ReplayMemoryTests), DisableParallelization = true)]
public sealed class ReplayMemoryTests(ITestOutputHelper output) : IDisposable
{
    private const int Posts = 100_000;
    private const int Between = 20_000;
    private const long Growth = 40L << 20;

    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task A_hundred_thousand_posts_are_played_in_bounded_memory()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = new ReplayFile("many", _bench.File("many.jsonl"));
        await using (var writer = new StreamWriter(file.Path))
            for (var i = 0; i < Posts; i++) await writer.WriteLineAsync(ReplayBench.Post(i, "p" + i, "author " + (i % 997), $"{Words(i)} {i}"));

        // A post a minute for seventy days, looked at every half day: what counts here is what is kept, not what is found.
        var options = new ReplayOptions { Files = [file.Path], Config = _bench.Config, Every = TimeSpan.FromHours(12) };
        var survey = ReplaySurvey.Of([file], p => Assert.Fail(p.ToString()), ct);
        var kept = new List<long>();
        var run = new ReplayRun(ReplayConfig.With(ReplayConfig.Load(options), survey), survey, new JsonVoice(TextWriter.Null))
        {
            Progress = done => { if (done / Between > kept.Count) kept.Add(GC.GetTotalMemory(forceFullCollection: true)); },
        };
        var tally = await run.PlayAsync(new EventOrder(options.Tolerance, p => Assert.Fail(p.ToString())).Merge([file]), ct);
        output.WriteLine(string.Join(", ", kept.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k / 1048576.0:0.0} MB"))));
        Assert.Equal(Posts, tally.Posts);
        Assert.Equal(Posts / Between, kept.Count);
        Assert.InRange(kept[^1] - kept[0], long.MinValue, Growth);
    }

    public void Dispose() => _bench.Dispose();

    private static string Words(int i) => (i % 5) switch { 0 => "今年数学真难", 1 => "查分页面打不开", 2 => "食堂绿豆汤免费", 3 => "志愿怎么填", _ => "考场外很安静" };
}
