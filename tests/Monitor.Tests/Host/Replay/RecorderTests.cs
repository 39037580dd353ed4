using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Host.Replay.Recording;
using Monitor.Storage.Sqlite;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>One's own past as a recording.</summary>
public sealed class RecorderTests : IDisposable
{
    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task What_a_store_saw_is_replayed_with_the_ids_it_was_stored_under()
    {
        var ct = TestContext.Current.CancellationToken;
        var start = ReplayBench.Start;
        await using var store = await SqliteStore.OpenAsync(_bench.File("data"), TimeProvider.System, NullLoggerFactory.Instance, ct);
        var posts = Enumerable.Range(0, 4).Select(i => new Post
        {
            Id = $"{i:x32}",
            SourceId = "microblog",
            Platform = "weibo",
            AuthorKey = $"key{i}",
            Text = "内部渠道出售高考数学答案，今晚交易，加微信详谈，保真",
            Published = start.AddMinutes(i),
            FirstSeen = start.AddMinutes(i),
            Backfill = i == 0,
        }).ToList();
        await store.Archive.IngestAsync(new IngestBatch(new SourceRun { SourceId = "microblog", At = start, State = SourceState.Ok }, posts, null), ct);
        for (var i = 0; i < 3; i++) await store.Archive.SaveProbeAsync(new ProbeResult { TargetId = "filing", At = start.AddMinutes(90 + i), State = ProbeState.Down, Message = "refused" }, ct);

        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(7, await Recorder.WriteAsync(store.Archive, ["filing"], start.AddHours(-1), start.AddHours(3), text, ct));
        var played = await _bench.PlayAsync(_bench.Write("recorded.jsonl", text.ToString()));
        Assert.Equal(0, played.Code);
        // The backfilled post began the story but raised nothing: three others did.
        Assert.Equal([$"rumour-story:{0:x32}", "outage:filing"], played.Lines("alert").Where(a => a["state"]!.GetValue<string>() == "firing").Select(a => a["fingerprint"]!.GetValue<string>()));
        Assert.Equal(start.AddMinutes(3), Replayed.At(played.Lines("signal")[0]));
    }

    public void Dispose() => _bench.Dispose();
}
