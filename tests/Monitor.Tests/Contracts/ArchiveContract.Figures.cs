using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Fact]
    public async Task A_curve_counts_posts_by_publish_time_and_mood_across_midnight()
    {
        var midnight = new DateTimeOffset(2026, 6, 8, 0, 0, 0, TimeSpan.FromHours(8));
        await IngestAsync(
            Some.Post("1") with { Published = midnight.AddSeconds(-1), Assessment = Some.Assessment(mood: SentimentLabel.Negative, band: RiskBand.High) },
            Some.Post("2") with { Published = midnight, Assessment = Some.Assessment(mood: SentimentLabel.Positive) },
            Some.Post("3") with { Published = midnight.AddMinutes(4.9), Assessment = null },
            Some.Post("4") with { Published = midnight.AddMinutes(61) });
        Assert.Equal(
            [new PostBucket(midnight.AddMinutes(-5), 1, 1, 0, 0, 1), new PostBucket(midnight, 2, 0, 0, 1, 0), new PostBucket(midnight.AddHours(1), 1, 0, 1, 0, 0)],
            await CurveAsync());
        Assert.Equal([(midnight.AddHours(-1), 1), (midnight, 2), (midnight.AddHours(1), 1)], (await CurveAsync(TimeSpan.FromHours(1))).Select(b => (b.At, b.Posts)));
        Assert.Equal(2, Assert.Single(await Archive.PostCurveAsync(midnight, midnight.AddHours(1), TimeSpan.FromMinutes(5), default)).Posts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(7)]
    public async Task A_bucket_that_is_no_multiple_of_five_minutes_is_refused(int minutes) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CurveAsync(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public async Task A_story_counts_distinct_authors_and_leaves_official_words_out_of_its_risk()
    {
        await IngestAsync(
            Some.Post("1", "卖答案") with { AuthorKey = "a", FirstSeen = Some.T0.AddMinutes(5) },
            Some.Post("2", "卖答案！") with { AuthorKey = "a", Platform = "forum", Assessment = Some.Assessment(risk: 0.75) });
        await IngestAsync(
            Some.Post("3", "网传卖答案不实") with { AuthorKey = "c", SourceId = "gov", Role = SourceRole.Official, Assessment = Some.Assessment(risk: 1) },
            Some.Post("4", "卖答案？") with { Assessment = null });
        var story = (await Archive.StoryAsync("s1", default))!;
        Assert.Equal((4, 2, 2, 2), (story.Posts, story.Authors, story.Sources, story.Platforms));
        Assert.Equal((0.75, 0.5), (story.MaxRisk, Math.Round(story.MeanRisk, 6)));
        Assert.Equal((Some.T0, Some.T0.AddMinutes(5), "卖答案"), (story.FirstSeen, story.LastSeen, story.Text));
        Assert.Null(await Archive.StoryAsync("none", default));
    }

    [Fact]
    public async Task A_post_without_judgement_is_no_vote_for_a_storys_topic()
    {
        var unjudged = Some.Post("1") with { Assessment = null };
        await IngestAsync(unjudged, unjudged with { Id = "2" }, Some.Post("3"));
        Assert.Equal(Topics.PaperLeak, (await Archive.StoryAsync("s1", default))!.Topic);
        await IngestAsync(unjudged with { Id = "4", StoryId = "s2" });
        Assert.Equal(Topics.OffTopic, (await Archive.StoryAsync("s2", default))!.Topic);
    }

    [Fact]
    public async Task The_text_of_a_story_is_short_and_ends_with_a_whole_character()
    {
        await IngestAsync(Some.Post("1", new string('考', 279) + "😀😀"));
        Assert.Equal(new string('考', 279), (await Archive.StoryAsync("s1", default))!.Text);
    }

    [Fact]
    public async Task Stories_come_the_most_recently_grown_first()
    {
        await IngestAsync([.. Enumerable.Range(0, 5).Select(i => Some.Post($"{i}") with { StoryId = $"s{i}", FirstSeen = Some.T0.AddMinutes(i) })]);
        await IngestAsync(Some.Post("9") with { StoryId = "s0", FirstSeen = Some.T0.AddMinutes(9) });
        Assert.Equal(["s0", "s4", "s3", "s2"], (await Archive.StoriesAsync(Some.T0.AddMinutes(2), 100, default)).Select(s => s.Id));
        Assert.Equal(["s0", "s4"], (await Archive.StoriesAsync(Some.T0, 2, default)).Select(s => s.Id));
    }

    [Fact]
    public async Task Probe_results_come_back_whole_and_newest_first()
    {
        for (var i = 0; i < 5; i++) await Archive.SaveProbeAsync(Some.Probe("t", Some.T0.AddMinutes(i * 3 % 5)), default);
        await Archive.SaveProbeAsync(Some.Probe("other", Some.T0, ProbeState.Down) with { FailedPhase = "dns", Message = "找不到主机", Timings = null, Status = null, Findings = [] }, default);
        Assert.Equal([4, 3, 2], (await Archive.ProbesAsync("t", Some.T0.AddMinutes(2), 100, default)).Select(r => (r.At - Some.T0).TotalMinutes));
        Assert.Equal(2, (await Archive.ProbesAsync("t", Some.T0, 2, default)).Count);
        AssertSame(Some.Probe("t", Some.T0), (await Archive.ProbesAsync("t", Some.T0, 100, default))[^1]);
        var down = Assert.Single(await Archive.ProbesAsync("other", Some.T0, 100, default));
        Assert.Equal((ProbeState.Down, "dns", "找不到主机", null), (down.State, down.FailedPhase, down.Message, down.Timings));
    }

    [Fact]
    public async Task A_result_of_the_same_moment_is_stored_once()
    {
        await Archive.SaveProbeAsync(Some.Probe("t", Some.T0), default);
        await Archive.SaveProbeAsync(Some.Probe("t", Some.T0, ProbeState.Down), default);
        Assert.Equal(ProbeState.Down, Assert.Single(await Archive.ProbesAsync("t", Some.T0, 100, default)).State);
    }
}
