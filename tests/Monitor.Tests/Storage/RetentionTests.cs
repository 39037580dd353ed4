using Microsoft.Data.Sqlite;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage;

public sealed class RetentionTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Midnight = new(2026, 6, 8, 0, 0, 0, TimeSpan.FromHours(8));
    private readonly TempDatabase _file = new();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task A_late_post_stays_in_the_curve_as_long_as_it_is_kept()
    {
        await IngestAsync(Seen("late", Midnight, published: Midnight.AddDays(-100)));
        Assert.Equal(0, await PruneAsync(Midnight.AddDays(-1)));
        Assert.Equal(1, await CountedAsync());
        Assert.Equal(1, await PruneAsync(Midnight.AddMinutes(1)));
        Assert.Equal(0, await CountedAsync());
    }

    [Fact]
    public async Task A_line_drawn_within_a_bucket_or_at_midnight_takes_only_the_pruned_posts_out_of_the_curve()
    {
        await IngestAsync(
            Seen("a", Midnight.AddMinutes(-1)), Seen("b", Midnight), Seen("c", Midnight.AddMinutes(1)), Seen("d", Midnight.AddMinutes(3)),
            Seen("e", Midnight.AddMinutes(2), published: Midnight.AddMinutes(-2)));
        Assert.Equal(1, await PruneAsync(Midnight));
        Assert.Equal(4, await CountedAsync());
        Assert.Equal(2, await PruneAsync(Midnight.AddMinutes(2)));
        var curve = await CurveAsync();
        Assert.Equal([(Midnight.AddMinutes(-5), 1), (Midnight, 1)], curve.Select(b => (b.At, b.Posts)));
    }

    [Fact]
    public async Task Pruning_again_takes_nothing_more()
    {
        await IngestAsync(Seen("a", Midnight.AddHours(-1)), Seen("b", Midnight.AddHours(1)));
        Assert.Equal(1, await PruneAsync(Midnight));
        Assert.Equal(0, await PruneAsync(Midnight));
        Assert.Equal(0, await PruneAsync(Midnight.AddHours(-5)));
        Assert.Equal(1, await CountedAsync());
    }

    [Fact]
    public async Task A_pruned_post_that_comes_again_is_counted_once()
    {
        var post = Seen("a", Midnight);
        await IngestAsync(post);
        await PruneAsync(Midnight.AddDays(1));
        await IngestAsync(post with { FirstSeen = Midnight.AddDays(2) });
        Assert.Equal(1, await CountedAsync());
        Assert.Single(await _file.Archive.SearchAsync(new PostQuery { Words = "高考" }, default));
    }

    [Fact]
    public async Task What_the_site_still_shows_is_kept_with_its_story_and_is_not_taken_for_new()
    {
        var post = Seen("a", Midnight);
        await IngestAsync(post);
        Assert.Empty(await IngestAsync(post with { FirstSeen = Midnight.AddDays(80) }));
        Assert.Equal(0, await PruneAsync(Midnight.AddDays(10)));
        Assert.Empty(await IngestAsync(post with { FirstSeen = Midnight.AddDays(90) }));
        Assert.NotNull(await _file.Archive.StoryAsync("s1", default));
        Assert.Equal(Midnight, (await _file.Archive.PostAsync("a", default))!.FirstSeen);
        Assert.Equal(1, await PruneAsync(Midnight.AddDays(90).AddMilliseconds(1)));
        Assert.Null(await _file.Archive.StoryAsync("s1", default));
    }

    [Fact]
    public async Task A_crash_between_the_steps_leaves_everything_as_it_was()
    {
        await IngestAsync(Seen("a", Midnight), Seen("b", Midnight.AddMinutes(7)));
        var before = await CurveAsync();
        foreach (var table in new[] { "post_rollups", "posts", "stories", "story_members", "probes" })
        {
            await _file.Archive.SaveProbeAsync(Some.Probe("t", Midnight), default);
            _file.Sql($"CREATE TRIGGER crash BEFORE DELETE ON {table} BEGIN SELECT raise(ABORT, 'crash'); END");
            await Assert.ThrowsAnyAsync<Exception>(() => PruneAsync(Midnight.AddDays(1)));
            await _file.ReopenAsync();
            Assert.Equal(before, await CurveAsync());
            Assert.Equal(2, (await _file.Archive.SearchAsync(new PostQuery { Words = "高考" }, default)).Count);
            Assert.Equal(2, (await _file.Archive.StoryAsync("s1", default))!.Posts);
            _file.Sql("DROP TRIGGER crash");
        }

        Assert.Equal(3, await PruneAsync(Midnight.AddDays(1)));
        Assert.Empty(await CurveAsync());
    }

    [Fact]
    public async Task The_curve_always_counts_exactly_the_kept_posts()
    {
        var random = new Random(20260608);
        for (var round = 0; round < 30; round++)
        {
            await IngestAsync([.. Enumerable.Range(0, 40).Select(_ => AnyPost(random, round))]);
            if (round % 3 == 2) await PruneAsync(Midnight.AddHours(random.Next(round * 2)));
            Assert.Equal(Kept(), await CurveAsync());
            Assert.Equal(await KeptHoursAsync(), await HoursAsync());
        }

        await PruneAsync(Midnight.AddYears(1));
        Assert.Empty(await CurveAsync());
        Assert.Empty(await HoursAsync());
        Assert.Equal(0L, _file.Sql("SELECT count(*) FROM posts_fts WHERE posts_fts MATCH '\"高考\"'"));
    }

    [Fact]
    public async Task A_database_of_the_first_schema_gets_its_lost_counts_back()
    {
        await IngestAsync(Seen("a", Midnight, published: Midnight.AddDays(-100)), Seen("b", Midnight) with { Assessment = null });
        var whole = await CurveAsync();
        var hours = await HoursAsync();
        await _file.ReopenAsync(between: Undone.SinceDelivery + """
            DROP TABLE silences; DROP TABLE held; DROP INDEX outbox_made; DROP INDEX decisions_fingerprint; ALTER TABLE outbox DROP COLUMN made; ALTER TABLE outbox DROP COLUMN topic;
            DROP TABLE story_merges; DROP TABLE facts; DROP TABLE rebuttals; DROP TABLE topic_rollups;
            DROP INDEX outbox_lane; ALTER TABLE outbox DROP COLUMN lease_token; ALTER TABLE outbox DROP COLUMN progress;
            ALTER TABLE posts DROP COLUMN last_seen; DELETE FROM post_rollups; PRAGMA user_version = 1;
            DROP TABLE cases; DROP INDEX audit_subject; DROP TABLE labels; DROP TABLE verdicts; DROP INDEX posts_unassessed;
            """);
        Assert.Equal(whole, await CurveAsync());
        Assert.Equal(hours, await HoursAsync());
        Assert.Single(hours);
    }

    [Fact]
    public async Task An_assessment_stored_before_claims_were_read_is_still_read()
    {
        await IngestAsync(Seen("a", Midnight));
        _file.Sql("UPDATE posts SET assessment = json_remove(assessment, '$.Claims', '$.Rebuttal')");
        var old = (await _file.Archive.PostAsync("a", default))!.Assessment!;
        Assert.Empty(old.Claims);
        Assert.Null(old.Rebuttal);
    }

    private static Post AnyPost(Random random, int round)
    {
        var seen = Midnight.AddHours(round).AddMinutes(random.Next(60));
        return Seen($"p{random.Next(600)}", seen, published: random.Next(4) == 0 ? seen.AddHours(-random.Next(500)) : seen.AddMinutes(-random.Next(10))) with
        {
            Backfill = random.Next(6) == 0,
            Role = (SourceRole)random.Next(2),
            Assessment = random.Next(5) == 0 ? null : Some.Assessment(mood: (SentimentLabel)random.Next(3), band: (RiskBand)random.Next(3), topic: Topics.All[random.Next(3)])
                with
            { Relevance = random.NextDouble() },
        };
    }

    private static Post Seen(string id, DateTimeOffset seen, DateTimeOffset? published = null) =>
        Some.Post(id) with { FirstSeen = seen, Published = published ?? seen };

    /// <summary>The curve counted from the posts themselves.</summary>
    private List<PostBucket> Kept()
    {
        using var connection = new SqliteConnection($"Data Source={_file.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT published / 300000 * 300000, count(*), total(sentiment = 0), total(sentiment = 1), total(sentiment = 2), total(band = 2)
            FROM posts GROUP BY 1 ORDER BY 1
            """;
        using var r = command.ExecuteReader();
        var buckets = new List<PostBucket>();
        while (r.Read())
            buckets.Add(new(DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(0)), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5)));
        return buckets;
    }

    /// <summary>The hours counted from the posts themselves, by the rule the memory follows.</summary>
    private async Task<List<HourCount>> KeptHoursAsync() =>
        [.. (await _file.Archive.PostsSeenAsync(Midnight.AddYears(-1), Midnight.AddYears(1), 100_000, default))
            .Where(p => HourTally.TopicOf(p) is not null)
            .GroupBy(p => (At: HourTally.HourOf(p.FirstSeen), Topic: HourTally.TopicOf(p)!, Mood: p.Assessment!.Sentiment.Label))
            .OrderBy(g => g.Key.At).ThenBy(g => g.Key.Topic, StringComparer.Ordinal).ThenBy(g => g.Key.Mood)
            .Select(g => new HourCount(g.Key.At, g.Key.Topic, g.Key.Mood, g.Count()))];

    private Task<IReadOnlyList<HourCount>> HoursAsync() => _file.Archive.TopicHoursAsync(Midnight.AddYears(-1), Midnight.AddYears(1), default);

    private Task<IReadOnlyList<string>> IngestAsync(params Post[] posts) => _file.Archive.IngestAsync(Some.Batch(posts), default);

    private Task<int> PruneAsync(DateTimeOffset before) => _file.Archive.PruneAsync(before, before, default);

    private Task<IReadOnlyList<PostBucket>> CurveAsync() =>
        _file.Archive.PostCurveAsync(Midnight.AddYears(-1), Midnight.AddYears(1), TimeSpan.FromMinutes(5), default);

    private async Task<int> CountedAsync() => (await CurveAsync()).Sum(b => b.Posts);
}
