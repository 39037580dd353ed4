using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Storage.Sqlite;
using Xunit;

namespace Monitor.Tests.Storage;

public sealed class SqliteStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset T0 = new(2026, 6, 7, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly string _directory = Directory.CreateTempSubdirectory("store").FullName;
    private SqliteStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData("高考", 2)]
    [InlineData("泄题", 1)]
    [InlineData("题", 1)]
    [InlineData("高考泄题", 1)]
    [InlineData("考高", 0)]
    [InlineData("高考 加油", 1)]
    [InlineData("APP", 1)]
    [InlineData("ａｐｐ", 1)]
    [InlineData("\" OR 1=1 --", 0)]
    [InlineData("NEAR(高考)*", 0)]
    [InlineData("***", 0)]
    [InlineData("\uD83D", 0)]
    public async Task Words_of_any_length_are_found_and_never_read_as_syntax(string words, int expected)
    {
        await Ingest(Post("1", "听说高考泄题了"), Post("2", "高考加油"), Post("3", "下载app查分"));
        Assert.Equal(expected, (await _store.Archive.SearchAsync(new PostQuery { Words = words }, default)).Count);
    }

    [Fact]
    public async Task A_known_post_is_not_counted_twice_but_its_heat_is_renewed()
    {
        await Ingest(Post("1", "高考加油") with { Heat = 10 });
        Assert.Empty(await Ingest(Post("1", "高考加油") with { Heat = 99 }));
        Assert.Equal(99, (await _store.Archive.PostAsync("1", default))!.Heat);
        Assert.Equal(1, (await _store.Archive.StoryAsync("s1", default))!.Posts);
        Assert.Equal(1, Assert.Single(await _store.Archive.PostCurveAsync(T0.AddHours(-1), T0.AddHours(1), TimeSpan.FromMinutes(5), default)).Posts);
    }

    [Fact]
    public async Task A_story_counts_distinct_authors_and_leaves_official_words_out_of_its_risk()
    {
        await Ingest(Post("1", "卖答案") with { AuthorKey = "a" }, Post("2", "卖答案！") with { AuthorKey = "a", Platform = "forum" },
            Post("3", "网传卖答案不实") with { AuthorKey = "c", Role = SourceRole.Official, Assessment = Judged(1) });
        var story = (await _store.Archive.StoryAsync("s1", default))!;
        Assert.Equal((3, 2, 2), (story.Posts, story.Authors, story.Platforms));
        Assert.Equal(0.25, story.MaxRisk, 6);
        Assert.Equal(0.25, story.MeanRisk, 6);
    }

    [Fact]
    public async Task A_post_without_judgement_is_counted_but_is_no_vote_for_off_topic()
    {
        var unjudged = Post("1", "登不上") with { Assessment = null };
        await Ingest(unjudged, unjudged with { Id = "2" }, unjudged with { Id = "3" });
        await Ingest(Post("4", "登不上"), Post("5", "登不上") with { Assessment = Judged(0.5) with { Topics = [] } });
        var story = (await _store.Archive.StoryAsync("s1", default))!;
        Assert.Equal((5, Topics.PaperLeak), (story.Posts, story.Topic));
        var bucket = Assert.Single(await _store.Archive.PostCurveAsync(T0.AddHours(-1), T0.AddHours(1), TimeSpan.FromMinutes(5), default));
        Assert.Equal((5, 0, 2, 0, 0), (bucket.Posts, bucket.Negative, bucket.Neutral, bucket.Positive, bucket.HighRisk));
        Assert.Empty(await _store.Archive.SearchAsync(new PostQuery { Topic = Topics.OffTopic }, default));
    }

    [Fact]
    public async Task The_text_of_a_story_ends_with_a_whole_character()
    {
        await Ingest(Post("1", new string('考', 279) + "😀😀"));
        Assert.Equal(new string('考', 279), (await _store.Archive.StoryAsync("s1", default))!.Text);
    }

    [Fact]
    public async Task What_was_stored_with_its_cursor_is_there_after_a_new_start()
    {
        await Ingest(Post("1", "高考加油"));
        await _store.DisposeAsync();
        _store = await OpenAsync();
        Assert.Equal("c1", await _store.Archive.CursorAsync("src", default));
        Assert.Equal("ok", await _store.IntegrityCheckAsync());
        var back = (await _store.Archive.PostAsync("1", default))!;
        Assert.Equal(T0, back.Published);
        Assert.Equal(Topics.PaperLeak, back.Assessment!.Topics[0]);
    }

    [Fact]
    public async Task Old_posts_leave_with_their_index()
    {
        await Ingest(Post("1", "高考加油"));
        Assert.Equal(1, await _store.Archive.PruneAsync(T0.AddDays(1), T0.AddDays(1), default));
        Assert.Empty(await _store.Archive.SearchAsync(new PostQuery { Words = "高考" }, default));
        Assert.Null(await _store.Archive.StoryAsync("s1", default));
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_nothing_of_its_commit_stays()
    {
        await _store.Ledger.CommitAsync(new JudgeOutcome { Changed = [Alert(1)] }, default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Ledger.CommitAsync(
            new JudgeOutcome { Changed = [Alert(3)], Notices = [Notice("n1")] }, default));
        Assert.Empty(await _store.Ledger.NoticesAsync(null, 10, default));
        Assert.Equal(1, (await _store.Ledger.AlertAsync("a1", default))!.Version);
    }

    [Fact]
    public async Task A_later_notice_of_an_alert_waits_for_the_earlier_one()
    {
        await _store.Ledger.CommitAsync(new JudgeOutcome { Notices = [Notice("opened"), Notice("resolved"), Notice("opened")] }, default);
        Assert.Equal("opened", Assert.Single(await _store.Ledger.LeaseAsync(10, TimeSpan.FromMinutes(1), T0, default)).Id);
        Assert.Empty(await _store.Ledger.LeaseAsync(10, TimeSpan.FromMinutes(1), T0, default));
        // The lease runs out after a crash: the same notice comes again, still before its successor.
        Assert.Equal("opened", Assert.Single(await _store.Ledger.LeaseAsync(10, TimeSpan.FromMinutes(1), T0.AddMinutes(2), default)).Id);
        await _store.Ledger.SettleAsync("opened", new Receipt(DeliveryOutcome.Delivered, "ok"), T0, null, default);
        Assert.Equal("resolved", Assert.Single(await _store.Ledger.LeaseAsync(10, TimeSpan.FromMinutes(1), T0.AddMinutes(2), default)).Id);
    }

    [Fact]
    public async Task The_more_severe_notice_is_leased_first()
    {
        await _store.Ledger.CommitAsync(new JudgeOutcome { Notices = [Notice("blue") with { AlertId = "x" }, Notice("red") with { AlertId = "y", Level = WarningLevel.Red }] }, default);
        Assert.Equal("red", (await _store.Ledger.LeaseAsync(1, TimeSpan.FromMinutes(1), T0, default))[0].Id);
    }

    private Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(_directory, TimeProvider.System, NullLoggerFactory.Instance, default);

    private Task<IReadOnlyList<string>> Ingest(params Post[] posts) => _store.Archive.IngestAsync(
        new IngestBatch(new SourceRun { SourceId = "src", At = T0, State = SourceState.Ok }, posts, "c1"), default);

    private static Post Post(string id, string text) => new()
    {
        Id = id, SourceId = "src", Platform = "weibo", Text = text, Published = T0, FirstSeen = T0, StoryId = "s1", Assessment = Judged(0.25),
    };

    private static Assessment Judged(double risk) => new()
    {
        Relevance = 1, Sentiment = new Sentiment(SentimentLabel.Neutral, 0, 1, 0), Rumour = new RumourRisk(risk, RiskBand.Low, []),
        Topics = [Topics.PaperLeak], Form = "claim", Model = "test",
    };

    private static Alert Alert(int version) => new()
    {
        Id = "a1", Fingerprint = "outage:x", Kind = "outage", Subject = "x", Team = Team.Security, Level = WarningLevel.Orange, State = AlertState.Firing,
        Title = "t", Why = "w", Since = T0, OpenedAt = T0, UpdatedAt = T0, LastFiring = T0, Version = version,
    };

    private static Notice Notice(string id) => new()
    {
        Id = id, AlertId = "a1", Kind = NoticeKind.Opened, Channel = "mail", Level = WarningLevel.Blue, Subject = "s", Text = "t", CreatedAt = T0,
    };
}
