using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Storage;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>What the store beside keeps, what it lets go, and who answers for what.</summary>
public sealed class DeskTests
{
    private static readonly DateTimeOffset Floor = Some.T0.AddDays(10);

    [Fact]
    public async Task What_was_sent_leaves_the_desk_and_is_found_as_before()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync([.. Enumerable.Range(0, 20).Select(Day)]);
        for (var day = 0; day < 20; day++) await s.Archive.SaveProbeAsync(Some.Probe("t", Some.T0.AddDays(day)), default);
        Assert.True(await s.Elastic.SettleAsync(default));
        var (all, seen, curve, hours, probes) = await ReadAsync(s.Archive);
        await s.Elastic.TrimAsync(Floor, default);
        Assert.Equal(10, (await s.Store.Archive.SearchAsync(new PostQuery { Limit = 500 }, default)).Count);
        Assert.Equal(10, (await s.Store.Archive.ProbesAsync("t", Some.T0, 100, default)).Count);
        var after = await ReadAsync(s.Archive);
        Assert.Equal(all, after.All);
        Assert.Equal(seen, after.Seen);
        Assert.Equal(curve, after.Curve);
        Assert.Equal(hours, after.Hours);
        Assert.Equal(probes, after.Probes);
        Assert.NotNull(await s.Archive.PostAsync("p03", default));
        Assert.Equal(20, (await s.Archive.StoryAsync("s1", default))!.Posts);
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(0, 7)]
    [InlineData(5, 10)]
    [InlineData(9, 1)]
    [InlineData(10, 5)]
    [InlineData(13, 50)]
    [InlineData(25, 5)]
    public async Task Pages_go_on_across_the_floor(int offset, int limit)
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync([.. Enumerable.Range(0, 20).Select(Day)]);
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        foreach (var words in new[] { null, "高考", "加油" })
            Assert.Equal(
                Enumerable.Range(0, 20).Reverse().Skip(offset).Take(limit).Select(i => $"p{i:00}"),
                (await s.Archive.SearchAsync(new PostQuery { Words = words, Offset = offset, Limit = limit }, default)).Select(p => p.Id));
    }

    [Fact]
    public async Task A_post_that_left_the_desk_is_still_known_and_its_counts_are_renewed_where_it_is()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Day(1));
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        Assert.Equal(["p01"], await s.Archive.KnownAsync(["p01", "other"], default));
        Assert.Equal(["new"], await s.IngestAsync(Day(1) with { Heat = 77, FirstSeen = Some.T0.AddDays(30) }, Some.Post("new") with { StoryId = "s2" }));
        Assert.True(await s.Elastic.SettleAsync(default));
        var post = (await s.Archive.PostAsync("p01", default))!;
        Assert.Equal((77L, Some.T0.AddDays(1)), (post.Heat, post.FirstSeen));
        Assert.Equal(1, (await s.Archive.StoryAsync("s1", default))!.Posts);
        // Brought again yesterday, it is not old.
        Assert.Equal(0, await s.Archive.PruneAsync(Some.T0.AddDays(-1), Some.T0, default));
        Assert.Equal(1, await s.Archive.PruneAsync(Some.T0.AddDays(29), Some.T0, default));
        Assert.NotNull(await s.Archive.PostAsync("p01", default));
    }

    [Fact]
    public async Task What_nobody_has_judged_yet_stays_however_old()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Day(1) with { Assessment = null }, Day(2));
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        Assert.Equal("p01", Assert.Single(await s.Archive.UnassessedAsync(10, default)).Id);
        Assert.Equal(["p01"], await s.Archive.AssessAsync([Day(1)], default));
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(2, (await s.Archive.SearchAsync(new PostQuery { Topic = Topics.PaperLeak }, default)).Count);
    }

    [Fact]
    public async Task Merged_stories_are_one_also_for_posts_that_left_the_desk_before()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Day(1) with { StoryId = "old" }, Day(2) with { StoryId = "young" });
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        await s.Archive.IngestAsync(new IngestBatch(Some.Run(), [], null) { Merges = [new StoryMerge("young", "old", Some.T0.AddDays(15))] }, default);
        Assert.Equal(["p02", "p01"], (await s.Archive.SearchAsync(new PostQuery { StoryId = "old" }, default)).Select(p => p.Id));
        Assert.Empty(await s.Archive.SearchAsync(new PostQuery { StoryId = "young" }, default));
        Assert.Equal("old", (await s.Archive.PostAsync("p02", default))!.StoryId);
    }

    [Fact]
    public async Task A_story_is_forgotten_when_its_last_post_goes_and_not_before()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Day(1) with { StoryId = "gone" }, Day(2) with { StoryId = "shown" }, Day(19) with { StoryId = "alive" });
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        await s.Archive.KnownAsync(["p02"], default);
        await s.IngestAsync(Day(2) with { StoryId = "shown", FirstSeen = Some.T0.AddDays(18) });
        Assert.Equal(1, await s.Archive.PruneAsync(Floor, Floor, default));
        Assert.Null(await s.Archive.StoryAsync("gone", default));
        Assert.NotNull(await s.Archive.StoryAsync("shown", default));
        Assert.NotNull(await s.Archive.StoryAsync("alive", default));
    }

    [Fact]
    public async Task While_it_is_away_the_last_days_are_whole_the_past_is_left_out_and_nothing_is_deleted()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync([.. Enumerable.Range(0, 20).Select(Day)]);
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        s.Server.Faults.Away = true;
        Assert.Equal(10, (await s.Archive.SearchAsync(new PostQuery { Limit = 500 }, default)).Count);
        Assert.Equal(10, (await s.Archive.PostCurveAsync(Some.T0, Some.T0.AddDays(30), TimeSpan.FromMinutes(5), default)).Sum(b => b.Posts));
        Assert.NotNull(s.Elastic.ShortSince);
        Assert.Equal(10, (await s.Archive.PostsSeenAsync(Floor, Floor.AddDays(30), 100, default)).Count);
        await Assert.ThrowsAsync<StoreException>(() => s.Archive.PostsSeenAsync(Some.T0, Floor.AddDays(30), 100, default));
        await Assert.ThrowsAsync<StoreException>(() => s.Archive.PruneAsync(Some.T0.AddDays(5), Some.T0, default));
        Assert.Equal(["again"], await s.IngestAsync(Some.Post("again") with { FirstSeen = Floor.AddDays(9), Published = Floor.AddDays(9) }));
        s.Server.Faults.Away = false;
        Assert.Equal(21, (await s.Archive.SearchAsync(new PostQuery { Limit = 500 }, default)).Count);
        Assert.Null(s.Elastic.ShortSince);
    }

    [Fact]
    public async Task Half_an_answer_is_none()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync([.. Enumerable.Range(0, 4).Select(Day)]);
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        s.Server.Faults.HalfTheShards = true;
        await Assert.ThrowsAsync<StoreException>(() => s.Archive.PostsSeenAsync(Some.T0, Floor, 100, default));
    }

    [Fact]
    public async Task A_store_filled_before_is_sent_whole_when_it_is_first_opened_with_elasticsearch()
    {
        await using var s = await Station.OpenAsync();
        await s.Elastic.DisposeAsync();
        await using (var plain = new Monitor.Tests.Storage.TempDatabase())
        {
            await plain.Archive.IngestAsync(Some.Batch(Day(1), Day(2)), default);
            await plain.Archive.SaveProbeAsync(Some.Probe("t", Some.T0), default);
            await plain.Database.DisposeAsync();
            await s.Store.DisposeAsync();
            File.Copy(plain.File, Path.Combine(s.Folder, "monitor.db"), overwrite: true);
            File.Delete(Path.Combine(s.Folder, "monitor.db-wal"));
            File.Delete(Path.Combine(s.Folder, "monitor.db-shm"));
        }

        await s.ReopenAsync();
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["p01", "p02"], s.StoredPosts());
        Assert.Single(s.Server.Cluster.Streams["monitor-probes-default"]);
    }

    [Fact]
    public async Task What_came_while_elasticsearch_was_switched_off_is_queued_when_it_is_switched_on()
    {
        await using var s = await Station.OpenAsync();
        await s.Elastic.DisposeAsync();
        await s.Store.DisposeAsync();
        await using (var off = await Monitor.Storage.Sqlite.SqliteStore.OpenAsync(s.Folder, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, default))
        {
            Assert.True(await off.WithoutElasticAsync(default));
            await off.Archive.IngestAsync(Some.Batch(Day(1)), default);
        }

        await s.ReopenAsync();
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["p01"], s.StoredPosts());
    }

    [Fact]
    public async Task The_floor_outlives_a_restart()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Day(1), Day(15));
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Elastic.TrimAsync(Floor, default);
        await s.ReopenAsync();
        Assert.Equal(["p15", "p01"], (await s.Archive.SearchAsync(new PostQuery(), default)).Select(p => p.Id));
    }

    [Fact]
    public async Task An_export_is_of_one_moment_in_pages_and_closes_its_point()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync([.. Enumerable.Range(0, 2_500).Select(i => Some.Post($"{i:0000}") with { Published = Some.T0.AddSeconds(-i) })]);
        Assert.True(await s.Elastic.SettleAsync(default));
        var got = new List<string>();
        await foreach (var post in s.Elastic.ExportAsync(new PostQuery { Words = "高考" }, default))
        {
            // What comes while it reads does not show.
            if (got.Count == 10) await s.IngestAsync(Some.Post("late") with { Published = Some.T0.AddDays(-1) });
            if (got.Count == 10) await s.Elastic.SettleAsync(default);
            got.Add(post.Id);
        }

        Assert.Equal(Enumerable.Range(0, 2_500).Select(i => $"{i:0000}"), got);
        Assert.Equal(0, s.Server.Cluster.OpenPoints);
    }

    private static Post Day(int day) => Some.Post($"p{day:00}") with { FirstSeen = Some.T0.AddDays(day), Published = Some.T0.AddDays(day), AuthorKey = $"a{day % 3}" };

    private static async Task<(IReadOnlyList<string> All, IReadOnlyList<string> Seen, IReadOnlyList<PostBucket> Curve, IReadOnlyList<HourCount> Hours, IReadOnlyList<DateTimeOffset> Probes)> ReadAsync(IArchive archive) => (
        [.. (await archive.SearchAsync(new PostQuery { Limit = 500, Words = "高考" }, default)).Select(p => p.Id)],
        [.. (await archive.PostsSeenAsync(Some.T0, Some.T0.AddDays(30), 1_000, default)).Select(p => p.Id)],
        await archive.PostCurveAsync(Some.T0.AddDays(-1), Some.T0.AddDays(30), TimeSpan.FromHours(6), default),
        await archive.TopicHoursAsync(Some.T0.AddDays(-1), Some.T0.AddDays(30), default),
        [.. (await archive.ProbesAsync("t", Some.T0, 1_000, default)).Select(r => r.At)]);
}
