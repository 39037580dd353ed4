using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>
/// Elasticsearch away for half an hour by a virtual clock while posts go on arriving. At a tenth of the rate of the same measure in bench/, which
/// runs at 200 posts a second in real time.
/// </summary>
public sealed class OutageTests
{
    private const int PostsPerSecond = 20;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Away_for_half_an_hour_it_catches_up_without_loss_while_everything_else_went_on()
    {
        var time = new FakeTimeProvider(Some.T0);
        await using var s = await Station.OpenAsync(time: time);
        using var stop = new CancellationTokenSource();
        var sending = s.Elastic.RunAsync(stop.Token);
        var stored = 0;
        s.Server.Faults.Away = true;
        for (var at = TimeSpan.Zero; at < TimeSpan.FromMinutes(30); at += Step)
        {
            var now = time.GetUtcNow();
            Post[] posts = [.. Enumerable.Range(stored, PostsPerSecond * (int)Step.TotalSeconds).Select(i => Some.Post($"{i}") with { FirstSeen = now, Published = now, StoryId = $"s{i % 40}", AuthorKey = $"a{i % 900}" })];
            stored += (await s.Archive.IngestAsync(new IngestBatch(Some.Run() with { At = now }, posts, $"c{stored}"), default)).Count;
            await s.Archive.SaveProbeAsync(Some.Probe("t", now), default);
            // What the judge and the alert book need.
            Assert.NotEmpty(await s.Archive.StoriesAsync(now.AddHours(-24), 100, default));
            Assert.NotEmpty(await s.Archive.SourcesAsync(default));
            Assert.Equal(posts.Length, (await s.Archive.KnownAsync([.. posts.Select(p => p.Id)], default)).Count);
            Assert.Equal($"c{stored - posts.Length}", await s.Archive.CursorAsync("src", default));
            time.Advance(Step);
        }

        Assert.Equal(30 * 60 * PostsPerSecond, stored);
        await UntilAsync(() => s.Elastic.State.AwaySince is not null, time);
        Assert.True(s.Elastic.State.AwaySince < Some.T0.AddMinutes(30));
        Assert.Empty(s.Server.Cluster.Indices);

        s.Server.Faults.Away = false;
        await UntilAsync(() => s.Elastic.State is { AwaySince: null, Waiting: 0 }, time);
        Assert.Equal(stored, s.StoredPosts().Count());
        Assert.Equal(180, s.Server.Cluster.Streams["monitor-probes-default"].Sum(i => s.Server.Cluster.Indices[i].Live.Count));
        Assert.Null(s.Elastic.State.BehindSince);
        await stop.CancelAsync();
        await sending;
    }

    private static async Task UntilAsync(Func<bool> holds, FakeTimeProvider time)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) Assert.Fail("It did not happen in time.");
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
