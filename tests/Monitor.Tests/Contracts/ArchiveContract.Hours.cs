using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Fact]
    public async Task Hours_count_public_posts_by_first_sight_topic_and_mood()
    {
        await IngestAsync(
            Some.Post("1") with { Assessment = Some.Assessment(mood: SentimentLabel.Negative) },
            Some.Post("2") with { FirstSeen = Some.T0.AddMinutes(59.9), Published = Some.T0.AddDays(-9), Assessment = Some.Assessment(mood: SentimentLabel.Negative) },
            Some.Post("3") with { Assessment = Some.Assessment(topic: Topics.Fraud) },
            Some.Post("4") with { FirstSeen = Some.T0.AddHours(1) });
        await IngestAsync(Some.Post("5") with { Assessment = Some.Assessment(mood: SentimentLabel.Negative) });
        Assert.Equal(
            [
                new HourCount(Some.T0, Topics.Fraud, SentimentLabel.Neutral, 1),
                new HourCount(Some.T0, Topics.PaperLeak, SentimentLabel.Negative, 3),
                new HourCount(Some.T0.AddHours(1), Topics.PaperLeak, SentimentLabel.Neutral, 1),
            ],
            await HoursAsync());
        Assert.Single(await Archive.TopicHoursAsync(Some.T0.AddHours(1), Some.T0.AddHours(2), default));
        Assert.Empty(await Archive.TopicHoursAsync(Some.T0.AddHours(-5), Some.T0, default));
    }

    [Fact]
    public async Task What_is_official_backfill_or_unjudged_is_not_counted_and_what_matters_little_is_off_topic()
    {
        await IngestAsync(
            Some.Post("1") with { Role = SourceRole.Official },
            Some.Post("2") with { Backfill = true },
            Some.Post("3") with { Assessment = null },
            Some.Post("4") with { Assessment = Some.Assessment() with { Relevance = 0.49 } },
            Some.Post("5") with { Assessment = Some.Assessment() with { Relevance = 0.5 } });
        Assert.Equal([(Topics.OffTopic, 1), (Topics.PaperLeak, 1)], (await HoursAsync()).Select(h => (h.Topic, h.Posts)));
    }

    [Fact]
    public async Task A_post_seen_again_is_counted_once_and_a_pruned_one_no_more()
    {
        await IngestAsync(Some.Post("1"), Some.Post("2") with { FirstSeen = Some.T0.AddDays(3) });
        await IngestAsync(Some.Post("1"));
        Assert.Equal([1, 1], (await HoursAsync()).Select(h => h.Posts));
        await Archive.PruneAsync(Some.T0.AddDays(1), Some.T0, default);
        Assert.Equal(Some.T0.AddDays(3), Assert.Single(await HoursAsync()).At);
    }

    private Task<IReadOnlyList<HourCount>> HoursAsync() => Archive.TopicHoursAsync(Some.T0.AddDays(-30), Some.T0.AddDays(30), default);
}
