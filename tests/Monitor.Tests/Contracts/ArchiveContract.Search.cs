using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Theory]
    [InlineData("高考", 2)]
    [InlineData("泄题", 1)]
    [InlineData("题", 2)]
    [InlineData("题了", 1)]
    [InlineData("高考泄题", 1)]
    [InlineData("考高", 0)]
    [InlineData("高考 加油", 1)]
    [InlineData("加油 高考", 1)]
    [InlineData("高考\u3000泄题", 1)]
    [InlineData("APP", 1)]
    [InlineData("ａｐｐ", 1)]
    [InlineData("A卷", 1)]
    [InlineData("a卷", 1)]
    [InlineData("B卷", 0)]
    [InlineData("😀", 1)]
    [InlineData("油😀", 1)]
    [InlineData("😀油", 0)]
    [InlineData("标题", 1)]
    [InlineData("标题 全国", 1)]
    [InlineData("\" OR 1=1 --", 0)]
    [InlineData("高考 OR 下载", 0)]
    [InlineData("高考 AND 加油", 0)]
    [InlineData("NEAR(高考)*", 0)]
    [InlineData("text:高考", 0)]
    [InlineData("高考%", 0)]
    [InlineData("高_", 0)]
    [InlineData("***", 0)]
    [InlineData("\"", 0)]
    [InlineData("\uD83D", 0)]
    [InlineData("  ", 4)]
    public async Task Words_of_any_length_are_found_and_never_read_as_syntax(string words, int expected)
    {
        await IngestAsync(Some.Post("1", "听说高考泄题了"), Some.Post("2", "高考加油😀"), Some.Post("3", "下载app查分"), Some.Post("4", "全国A卷") with { Title = "标题" });
        Assert.Equal(expected, (await FindAsync(new PostQuery { Words = words })).Count);
    }

    [Fact]
    public async Task Every_condition_narrows_the_search_and_all_must_hold()
    {
        await IngestAsync(
            Some.Post("1") with { Assessment = Some.Assessment(mood: SentimentLabel.Negative, band: RiskBand.High) },
            Some.Post("2") with { Assessment = Some.Assessment(topic: Topics.Praise, mood: SentimentLabel.Positive), StoryId = "s2" },
            Some.Post("3") with { SourceId = "other", Assessment = null });
        await FindsAsync(new PostQuery { Topic = Topics.PaperLeak }, "1");
        await FindsAsync(new PostQuery { Topic = Topics.OffTopic });
        await FindsAsync(new PostQuery { Sentiment = SentimentLabel.Positive }, "2");
        await FindsAsync(new PostQuery { Sentiment = SentimentLabel.Neutral });
        await FindsAsync(new PostQuery { Band = RiskBand.High }, "1");
        await FindsAsync(new PostQuery { SourceId = "other" }, "3");
        await FindsAsync(new PostQuery { StoryId = "s2" }, "2");
        await FindsAsync(new PostQuery { StoryId = "s1", SourceId = "other", Words = "高考" }, "3");
        await FindsAsync(new PostQuery { StoryId = "s2", SourceId = "other" });
    }

    [Fact]
    public async Task Newest_published_come_first_page_by_page_whenever_they_were_stored()
    {
        await IngestAsync([.. Enumerable.Range(0, 30).Select(i => Published($"{i * 7 % 30}"))]);
        var newestFirst = Enumerable.Range(0, 30).Reverse().Select(i => $"{i}").ToList();
        foreach (var words in new[] { null, "高考" })
        {
            await FindsAsync(new PostQuery { Words = words, Limit = 10 }, [.. newestFirst[..10]]);
            await FindsAsync(new PostQuery { Words = words, Limit = 10, Offset = 25 }, [.. newestFirst[25..]]);
            await FindsAsync(new PostQuery { Words = words, Limit = 10, Offset = 30 });
            await FindsAsync(new PostQuery { Words = words, From = Some.T0.AddMinutes(5), Until = Some.T0.AddMinutes(8) }, "7", "6", "5");
            await FindsAsync(new PostQuery { Words = words, Limit = 2, Until = Some.T0.AddMinutes(3) }, "2", "1");
        }
    }

    [Fact]
    public async Task A_page_has_at_most_five_hundred_posts()
    {
        await IngestAsync([.. Enumerable.Range(0, 510).Select(i => Some.Post($"{i}"))]);
        Assert.Equal(500, (await FindAsync(new PostQuery { Limit = 10_000 })).Count);
        Assert.Equal(500, (await FindAsync(new PostQuery { Limit = 10_000, Words = "高考" })).Count);
        Assert.Equal(10, (await FindAsync(new PostQuery { Limit = 10_000, Offset = 500, Words = "高考" })).Count);
    }

    [Fact]
    public async Task Posts_of_a_stretch_come_oldest_seen_first_its_end_left_out()
    {
        await IngestAsync([.. Enumerable.Range(0, 10).Select(i => Some.Post($"{i * 3 % 10}") with { FirstSeen = Some.T0.AddMinutes(i * 3 % 10), Published = Some.T0.AddDays(-i) })]);
        Assert.Equal(["2", "3", "4"], (await Archive.PostsSeenAsync(Some.T0.AddMinutes(2), Some.T0.AddMinutes(5), 100, default)).Select(p => p.Id));
        Assert.Equal(["2", "3"], (await Archive.PostsSeenAsync(Some.T0.AddMinutes(2), Some.T0.AddMinutes(5), 2, default)).Select(p => p.Id));
    }

    private static Post Published(string id) => Some.Post(id) with { Published = Some.T0.AddMinutes(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)) };

    private async Task FindsAsync(PostQuery query, params string[] ids) => Assert.Equal(ids, (await FindAsync(query)).Select(p => p.Id));
}
