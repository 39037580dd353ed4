using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>What every archive promises, whatever it is built on. A new store inherits this class and gives its rig.</summary>
public abstract partial class ArchiveContract : IAsyncLifetime
{
    protected abstract IStoreRig Rig { get; }

    private IArchive Archive { get; set; } = null!;

    public async ValueTask InitializeAsync() => Archive = (await Rig.OpenAsync()).Archive;

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_post_comes_back_as_it_was_stored()
    {
        var full = Some.Post("1", "正文😀\n第二行") with
        {
            Role = SourceRole.Official,
            Url = "https://example.test/a?b=1",
            Title = "标题",
            AuthorKey = "k",
            FirstSeen = Some.T0.AddMinutes(3),
            Rank = 1,
            Heat = 5_000_000_000,
            Replies = 7,
            Backfill = true,
        };
        var bare = Some.Post("2") with { StoryId = null, Assessment = null };
        await IngestAsync(full, bare);
        AssertSame(full, await Archive.PostAsync("1", default));
        AssertSame(bare, await Archive.PostAsync("2", default));
        Assert.Null(await Archive.PostAsync("3", default));
    }

    [Fact]
    public async Task A_post_is_new_once_within_a_batch_and_ever_after()
    {
        Assert.Equal(["1", "2"], await IngestAsync(Some.Post("1"), Some.Post("2"), Some.Post("1")));
        Assert.Equal(["3"], await IngestAsync(Some.Post("2"), Some.Post("3"), Some.Post("1")));
        Assert.Empty(await IngestAsync());
        Assert.Equal(3, (await FindAsync(new PostQuery())).Count);
        Assert.Equal(3, (await Archive.StoryAsync("s1", default))!.Posts);
        Assert.Equal(3, (await CurveAsync()).Sum(b => b.Posts));
    }

    [Fact]
    public async Task A_known_post_renews_rank_heat_and_replies_and_nothing_else()
    {
        var first = Some.Post("1") with { Rank = 3, Heat = 10, Replies = 1 };
        await IngestAsync(first);
        await IngestAsync(Some.Post("1", "改过的正文") with
        {
            Heat = 99,
            FirstSeen = Some.T0.AddHours(1),
            Published = Some.T0.AddHours(1),
            StoryId = "other",
            Assessment = Some.Assessment(risk: 1, band: RiskBand.High),
        });
        AssertSame(first with { Heat = 99 }, await Archive.PostAsync("1", default));
        Assert.Empty(await FindAsync(new PostQuery { Words = "改过" }));
        Assert.Equal(0, (await CurveAsync()).Sum(b => b.HighRisk));
        Assert.Null(await Archive.StoryAsync("other", default));
    }

    [Fact]
    public async Task Known_ids_are_those_that_are_kept()
    {
        await IngestAsync(Some.Post("1"), Some.Post("2"));
        Assert.Equal(new HashSet<string> { "1", "2" }, await Archive.KnownAsync([.. Enumerable.Range(1, 3_000).Select(i => $"{i}")], default));
        Assert.Empty(await Archive.KnownAsync([], default));
    }

    [Fact]
    public async Task The_cursor_moves_with_the_batch_and_stays_where_a_batch_has_none()
    {
        Assert.Null(await Archive.CursorAsync("src", default));
        await Archive.IngestAsync(new IngestBatch(Some.Run(), [], null), default);
        Assert.Null(await Archive.CursorAsync("src", default));
        await Archive.IngestAsync(new IngestBatch(Some.Run(), [], "c1"), default);
        await Archive.IngestAsync(new IngestBatch(Some.Run(), [], null), default);
        await Archive.IngestAsync(new IngestBatch(Some.Run("other"), [], "c9"), default);
        Assert.Equal("c1", await Archive.CursorAsync("src", default));
    }

    [Fact]
    public async Task A_source_shows_its_last_run_and_when_it_last_brought_something_new()
    {
        var failed = new SourceRun { SourceId = "src", At = Some.T0.AddHours(2), State = SourceState.Blocked, Items = 4, Broken = 1, Error = "验证码", Took = TimeSpan.FromMilliseconds(1234) };
        await IngestAsync(Some.Post("1"), Some.Post("2"));
        await Archive.IngestAsync(new IngestBatch(Some.Run() with { At = Some.T0.AddHours(1) }, [Some.Post("1")], null), default);
        await Archive.IngestAsync(new IngestBatch(failed, [], null), default);
        await Archive.IngestAsync(new IngestBatch(Some.Run("alpha"), [], null), default);
        var sources = await Archive.SourcesAsync(default);
        Assert.Equal(["alpha", "src"], sources.Select(s => s.SourceId));
        Assert.Equal(new SourceStatus("src", failed, Some.T0, Some.T0, 2) { Since = failed.At }, sources[1]);
        Assert.Null(sources[0].LastFresh);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_behind()
    {
        await IngestAsync(Some.Post("1") with { Heat = 1 });
        var poisoned = new IngestBatch(Some.Run() with { At = Some.T0.AddHours(1) }, [Some.Post("1") with { Heat = 2 }, Some.Post("2"), Some.Post("3") with { Text = null! }], "c2");
        await Assert.ThrowsAnyAsync<Exception>(() => Archive.IngestAsync(poisoned, default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.IngestAsync(Some.Batch(Some.Post("4")), new CancellationToken(canceled: true)));
        Assert.Equal("c1", await Archive.CursorAsync("src", default));
        Assert.Equal(1, Assert.Single(await FindAsync(new PostQuery())).Heat);
        Assert.Equal(1, (await CurveAsync()).Sum(b => b.Posts));
        Assert.Equal(1, (await Archive.StoryAsync("s1", default))!.Posts);
        Assert.Equal(Some.T0, Assert.Single(await Archive.SourcesAsync(default)).LastRun.At);
        Assert.Equal(["2"], await IngestAsync(Some.Post("2")));
    }

    private Task<IReadOnlyList<string>> IngestAsync(params Post[] posts) => Archive.IngestAsync(Some.Batch(posts), default);

    private Task<IReadOnlyList<Post>> FindAsync(PostQuery query) => Archive.SearchAsync(query, default);

    private Task<IReadOnlyList<PostBucket>> CurveAsync(TimeSpan? bucket = null) =>
        Archive.PostCurveAsync(Some.T0.AddYears(-1), Some.T0.AddYears(1), bucket ?? TimeSpan.FromMinutes(5), default);

    /// <summary>Records with lists inside compare by reference; their written form compares by value.</summary>
    private static void AssertSame<T>(T expected, T? actual) =>
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(ToUtc(expected)), System.Text.Json.JsonSerializer.Serialize(ToUtc(actual)));

    private static object? ToUtc<T>(T record) => record is Post p ? p with { Published = p.Published.ToUniversalTime(), FirstSeen = p.FirstSeen.ToUniversalTime() } : record;
}
