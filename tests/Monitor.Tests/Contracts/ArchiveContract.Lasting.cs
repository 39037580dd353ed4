using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Fact]
    public async Task Old_posts_leave_search_curve_and_stories_and_the_rest_stays()
    {
        await IngestAsync(Seen("old", 0) with { StoryId = "gone" }, Seen("both", 1), Seen("new", 10));
        await Archive.SaveProbeAsync(Some.Probe("t", Some.T0), default);
        await Archive.SaveProbeAsync(Some.Probe("t", Some.T0.AddDays(2)), default);
        Assert.Equal(3, await Archive.PruneAsync(Some.T0.AddDays(5), Some.T0.AddDays(1), default));
        Assert.Equal(0, await Archive.PruneAsync(Some.T0.AddDays(5), Some.T0.AddDays(1), default));
        await FindsAsync(new PostQuery { Words = "高考" }, "new");
        Assert.Null(await Archive.PostAsync("old", default));
        Assert.Empty(await Archive.KnownAsync(["old", "both"], default));
        Assert.Equal(1, (await CurveAsync()).Sum(b => b.Posts));
        Assert.Null(await Archive.StoryAsync("gone", default));
        Assert.NotNull(await Archive.StoryAsync("s1", default));
        Assert.Single(await Archive.ProbesAsync("t", Some.T0, 100, default));
        Assert.Equal("c1", await Archive.CursorAsync("src", default));
    }

    [Fact]
    public async Task A_post_published_long_before_it_was_seen_is_kept_and_counted_as_long_as_others()
    {
        await IngestAsync(Seen("late", 0) with { Published = Some.T0.AddDays(-100) });
        Assert.Equal(0, await Archive.PruneAsync(Some.T0, Some.T0, default));
        Assert.Equal(1, (await CurveAsync()).Sum(b => b.Posts));
    }

    [Fact]
    public async Task What_a_read_still_brings_is_not_deleted_and_what_was_deleted_counts_once_when_it_comes_back()
    {
        await IngestAsync(Seen("1", 0), Seen("2", 0));
        Assert.Empty(await IngestAsync(Seen("1", 90)));
        Assert.Equal(1, await Archive.PruneAsync(Some.T0.AddDays(30), Some.T0, default));
        Assert.Equal(["2"], await IngestAsync(Seen("1", 91), Seen("2", 91) with { Published = Some.T0 }));
        Assert.Equal(2, (await CurveAsync()).Sum(b => b.Posts));
    }

    [Fact]
    public async Task Two_writers_store_every_post_once()
    {
        var other = (await Rig.OpenAsync()).Archive;
        var fresh = await Task.WhenAll(new[] { Archive, other, Archive, other }.Select((archive, i) => Task.Run(async () =>
        {
            var mine = new List<string>();
            for (var batch = 0; batch < 20; batch++)
            {
                // Neighbouring batches overlap, and each writer goes through them in another order.
                var at = (batch * (i + 1) * 3) % 20;
                mine.AddRange(await archive.IngestAsync(Some.Batch([.. Enumerable.Range(at * 5, 10).Select(n => Some.Post($"{n}") with { AuthorKey = $"u{n % 7}" })]), default));
            }

            return mine;
        })));
        var ids = fresh.SelectMany(f => f).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        foreach (var archive in new[] { Archive, other })
        {
            Assert.Equal(ids.Count, (await archive.SearchAsync(new PostQuery { Words = "高考", Limit = 500 }, default)).Count);
            Assert.Equal((ids.Count, 7), ((await archive.StoryAsync("s1", default))!.Posts, (await archive.StoryAsync("s1", default))!.Authors));
            Assert.Equal(ids.Count, (await archive.PostCurveAsync(Some.T0.AddDays(-1), Some.T0.AddDays(1), TimeSpan.FromHours(1), default)).Sum(b => b.Posts));
            Assert.Equal(ids.Count, Assert.Single(await archive.SourcesAsync(default)).Posts);
        }
    }

    [Fact]
    public async Task Reads_go_on_while_another_writes()
    {
        var other = (await Rig.OpenAsync()).Archive;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await other.IngestAsync(Some.Batch([.. Enumerable.Range(i * 4, 4).Select(n => Some.Post($"{n}"))]), default);
        });
        while (!writing.IsCompleted)
        {
            // A read never sees half a batch.
            Assert.Equal(0, (await FindAsync(new PostQuery { Words = "高考", Limit = 500 })).Count % 4);
        }

        await writing;
        Assert.Equal(200, (await FindAsync(new PostQuery { Words = "高考", Limit = 500 })).Count);
    }

    [Fact]
    public async Task After_a_kill_between_writes_everything_acknowledged_is_there_once()
    {
        for (var life = 0; life < 4; life++)
        {
            // The batch of the last life comes again, as it does when the process dies before it hears the answer.
            if (life > 0) Assert.Empty(await IngestAsync(Some.Post($"{life - 1}a"), Some.Post($"{life - 1}b")));
            await Archive.IngestAsync(new IngestBatch(Some.Run(), [Some.Post($"{life}a"), Some.Post($"{life}b")], $"c{life}"), default);
            await Archive.SaveProbeAsync(Some.Probe("t", Some.T0.AddMinutes(life)), default);
            await Rig.KillAsync();
            Archive = (await Rig.OpenAsync()).Archive;
            Assert.Equal($"c{life}", await Archive.CursorAsync("src", default));
        }

        Assert.Equal(8, (await FindAsync(new PostQuery { Words = "高考" })).Count);
        Assert.Equal(8, (await CurveAsync()).Sum(b => b.Posts));
        Assert.Equal(8, (await Archive.StoryAsync("s1", default))!.Posts);
        Assert.Equal(8, Assert.Single(await Archive.SourcesAsync(default)).Posts);
        Assert.Equal(4, (await Archive.ProbesAsync("t", Some.T0, 100, default)).Count);
    }

    private static Post Seen(string id, int day) => Some.Post(id) with { FirstSeen = Some.T0.AddDays(day), Published = Some.T0.AddDays(day) };
}
