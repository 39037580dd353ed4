using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Fact]
    public async Task Posts_without_assessment_wait_in_the_order_they_were_first_seen()
    {
        await IngestAsync([.. Enumerable.Range(0, 6).Select(i => Waiting($"{i}") with { FirstSeen = Some.T0.AddMinutes(i * 5 % 6), Assessment = i == 2 ? Some.Assessment() : null })]);
        Assert.Equal(["0", "5", "4", "3", "1"], (await Archive.UnassessedAsync(10, default)).Select(p => p.Id));
        Assert.Equal(["0", "5"], (await Archive.UnassessedAsync(2, default)).Select(p => p.Id));
    }

    [Fact]
    public async Task A_late_assessment_leaves_everything_as_if_it_had_come_at_once()
    {
        Post[] posts =
        [
            Some.Post("1", "卖答案") with { AuthorKey = "a", Assessment = Some.Assessment(0.9, SentimentLabel.Negative, RiskBand.High, Topics.Fraud) },
            Some.Post("2", "卖答案！") with { AuthorKey = "b", Published = Some.T0.AddMinutes(7), Assessment = Some.Assessment(0.4, topic: Topics.Fraud) },
            Some.Post("3", "不实") with { Role = SourceRole.Official, SourceId = "gov", Assessment = Some.Assessment(1, SentimentLabel.Positive, topic: Topics.Praise) },
            Some.Post("4", "别的事") with { StoryId = null, Assessment = Some.Assessment(0.5, SentimentLabel.Positive, RiskBand.Unsure) },
        ];
        await IngestAsync(posts);
        var (atOnce, curve) = (await Archive.StoryAsync("s1", default), await CurveAsync());
        var hours = await Archive.TopicHoursAsync(Some.T0.AddDays(-1), Some.T0.AddDays(1), default);
        var byTopic = (await FindAsync(new PostQuery { Topic = Topics.Fraud })).Select(p => p.Id);

        await using var other = new SqliteRig();
        var late = (await other.OpenAsync()).Archive;
        await late.IngestAsync(Some.Batch([.. posts.Select(p => p with { Assessment = null })]), default);
        Assert.Equal(["1", "2", "3", "4"], await late.AssessAsync(posts, default));
        Assert.Equal(atOnce, await late.StoryAsync("s1", default));
        Assert.Equal(curve, await late.PostCurveAsync(Some.T0.AddYears(-1), Some.T0.AddYears(1), TimeSpan.FromMinutes(5), default));
        Assert.NotEmpty(hours);
        Assert.Equal(hours, await late.TopicHoursAsync(Some.T0.AddDays(-1), Some.T0.AddDays(1), default));
        Assert.Equal(byTopic, (await late.SearchAsync(new PostQuery { Topic = Topics.Fraud }, default)).Select(p => p.Id));
        AssertSame(posts[0], await late.PostAsync("1", default));
        Assert.Empty(await late.UnassessedAsync(10, default));
    }

    [Fact]
    public async Task A_post_is_assessed_late_once_and_only_if_it_had_been_waiting()
    {
        await IngestAsync(Waiting("1"), Some.Post("2"));
        var risky = Some.Assessment(0.9, SentimentLabel.Negative, RiskBand.High);
        Post[] judged = [Waiting("1") with { Assessment = risky }, Some.Post("2") with { Assessment = risky }, Some.Post("gone") with { Assessment = risky }];
        Assert.Equal(["1"], await Archive.AssessAsync(judged, default));
        Assert.Empty(await Archive.AssessAsync(judged, default));
        Assert.Empty(await Archive.AssessAsync([Waiting("1")], default));
        Assert.Equal((2, 1), ((await CurveAsync()).Sum(b => b.Posts), (await CurveAsync()).Sum(b => b.HighRisk)));
        Assert.Equal(0.9, (await Archive.StoryAsync("s1", default))!.MaxRisk);
        Assert.Equal(RiskBand.Low, (await Archive.PostAsync("2", default))!.Assessment!.Rumour.Band);
    }

    [Fact]
    public async Task A_cancelled_late_assessment_changes_nothing()
    {
        await IngestAsync(Waiting("1"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.AssessAsync([Some.Post("1")], new CancellationToken(canceled: true)));
        Assert.Single(await Archive.UnassessedAsync(10, default));
    }

    private static Post Waiting(string id) => Some.Post(id) with { Assessment = null };
}
