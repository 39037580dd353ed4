using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Fact]
    public async Task An_edited_post_shows_its_newest_text_is_found_by_it_and_keeps_what_it_said()
    {
        await IngestAsync(Some.Post("1", "志愿填报截止时间是五号") with { Title = "通知", Assessment = Some.Assessment(risk: 0.9, mood: SentimentLabel.Negative, band: RiskBand.High) });
        var newer = Some.Post("1", "志愿填报截止日期改为六号") with { Title = "通知", Assessment = Some.Assessment(risk: 0.1, topic: Topics.Admission) };
        var at = Some.T0.AddHours(2);
        await IngestAsync(new IngestBatch(Some.Run() with { At = at }, [newer], "c") { Edited = [newer] });

        var kept = (await Archive.PostAsync("1", default))!;
        Assert.Equal(("志愿填报截止日期改为六号", at, 0.1), (kept.Text, kept.Edited, kept.Assessment!.Rumour.Score));
        Assert.Single(await FindAsync(new PostQuery { Words = "改为" }));
        Assert.Empty(await FindAsync(new PostQuery { Words = "时间" }));
        Assert.Equal([new PostRevision("1", at, "通知", "志愿填报截止时间是五号")], (await Archive.RevisionsAsync("1", default)).Select(r => r with { Until = r.Until.ToOffset(at.Offset) }));
        Assert.Equal("1", Assert.Single(await Archive.PostsAsync(["1", "none"], default)).Id);
    }

    [Fact]
    public async Task Figures_after_an_edit_are_those_of_a_post_first_seen_as_it_is_now()
    {
        var (other, newer) = (Some.Post("2") with { AuthorKey = "b" }, Some.Post("1", "改过了") with { Assessment = Some.Assessment(risk: 0.1, mood: SentimentLabel.Positive, topic: Topics.Admission) });
        await IngestAsync(Some.Post("1") with { Assessment = Some.Assessment(risk: 0.9, mood: SentimentLabel.Negative, band: RiskBand.High) }, other);
        await IngestAsync(new IngestBatch(Some.Run() with { At = Some.T0.AddHours(1) }, [newer], "c") { Edited = [newer] });
        var story = (await Archive.StoryAsync("s1", default))!;
        Assert.Equal((2, 0.25, 0.175), (story.Posts, story.MaxRisk, Math.Round(story.MeanRisk, 6)));
        var bucket = Assert.Single(await CurveAsync());
        Assert.Equal((2, 0, 1, 1, 0), (bucket.Posts, bucket.Negative, bucket.Neutral, bucket.Positive, bucket.HighRisk));
        var hours = await Archive.TopicHoursAsync(Some.T0.AddDays(-1), Some.T0.AddDays(1), default);
        Assert.Equal([(Topics.Admission, SentimentLabel.Positive, 1), (Topics.PaperLeak, SentimentLabel.Neutral, 1)], hours.Select(h => (h.Topic, h.Sentiment, h.Posts)).Order());
    }

    [Fact]
    public async Task The_first_text_and_the_latest_are_kept_however_often_a_post_is_edited()
    {
        await IngestAsync(Some.Post("1", "第0版"));
        for (var i = 1; i <= 14; i++) await EditAsync($"第{i}版", i);
        await EditAsync("第14版", 20);
        var kept = await Archive.RevisionsAsync("1", default);
        Assert.Equal(PostRevision.Most, kept.Count);
        Assert.Equal(("第13版", "第0版"), (kept[0].Text, kept[^1].Text));
        Assert.Empty(await Archive.RevisionsAsync("none", default));
    }

    [Fact]
    public async Task A_deleted_post_is_marked_from_its_first_moment_stays_and_is_unmarked_when_it_is_back()
    {
        await IngestAsync(Some.Post("1"), Some.Post("2"));
        await IngestAsync(new IngestBatch(Some.Run() with { At = Some.T0.AddHours(1) }, [], "c") { Gone = ["1", "none"] });
        await Archive.MarkGoneAsync(["1", "2"], Some.T0.AddHours(2), default);
        Assert.Equal(Some.T0.AddHours(1), (await Archive.PostAsync("1", default))!.GoneSince);
        Assert.Equal(Some.T0.AddHours(2), (await Archive.PostAsync("2", default))!.GoneSince);
        Assert.Equal(2, (await FindAsync(new PostQuery())).Count);
        await Archive.MarkGoneAsync(["2"], null, default);
        Assert.Null((await Archive.PostAsync("2", default))!.GoneSince);
    }

    [Fact]
    public async Task What_a_post_said_goes_with_the_post()
    {
        await IngestAsync(Some.Post("1", "第0版"));
        await EditAsync("第1版", 1);
        await Archive.PruneAsync(Some.T0.AddDays(3), Some.T0, default);
        Assert.Null(await Archive.PostAsync("1", default));
        Assert.Empty(await Archive.RevisionsAsync("1", default));
    }

    [Fact]
    public async Task A_spell_keeps_what_began_it_counts_what_follows_and_ends_with_another_state()
    {
        await RunAsync(SourceState.Blocked, 0, "403", "<p>log in</p>");
        await RunAsync(SourceState.Blocked, 5, "403 again", "another");
        var going = Assert.Single(await Archive.SpellsAsync("src", 9, default));
        Assert.Equal((SourceState.Blocked, Some.T0, null, 2, "403", "<p>log in</p>"), (going.State, going.Since, going.Until, going.Runs, going.Error, going.Sample));
        var status = Assert.Single(await Archive.SourcesAsync(default));
        Assert.Equal((Some.T0, null), (status.Since, status.LastRun.Sample));

        await RunAsync(SourceState.Unreachable, 10, "gone", null);
        await RunAsync(SourceState.Ok, 15, null, null);
        var spells = await Archive.SpellsAsync("src", 9, default);
        Assert.Equal([(SourceState.Unreachable, Some.T0.AddMinutes(15)), (SourceState.Blocked, Some.T0.AddMinutes(10))], spells.Select(s => (s.State, s.Until!.Value)));
        Assert.Null(Assert.Single(await Archive.SourcesAsync(default)).Since);
        Assert.Empty(await Archive.SpellsAsync("other", 9, default));
        Assert.Single(await Archive.SpellsAsync("src", 1, default));
    }

    [Fact]
    public async Task Spells_do_not_pile_up_and_old_ones_are_forgotten()
    {
        for (var i = 0; i < SourceSpell.Most + 5; i++)
        {
            await RunAsync(SourceState.Unreachable, 2 * i, "no", null);
            await RunAsync(SourceState.Ok, (2 * i) + 1, null, null);
        }

        Assert.Equal(SourceSpell.Most, (await Archive.SpellsAsync("src", 1000, default)).Count);
        await Archive.PruneAsync(Some.T0.AddDays(3), Some.T0, default);
        Assert.Empty(await Archive.SpellsAsync("src", 1000, default));
    }

    [Fact]
    public async Task A_receipt_is_stored_with_its_batch_once_and_until_it_expires()
    {
        var receipt = new PushReceipt("src", "k", "hash", 200, "{\"new\":1}", Some.T0.AddDays(1));
        await IngestAsync(Some.Batch(Some.Post("1")) with { Receipt = receipt });
        await IngestAsync(Some.Batch(Some.Post("2")) with { Receipt = receipt with { Body = "other", Answer = "{}" } });
        var kept = (await Archive.ReceiptAsync("src", "k", Some.T0, default))!;
        Assert.Equal(("hash", 200, "{\"new\":1}"), (kept.Body, kept.Status, kept.Answer));
        Assert.Null(await Archive.ReceiptAsync("src", "other", Some.T0, default));
        Assert.Null(await Archive.ReceiptAsync("other", "k", Some.T0, default));
        Assert.Null(await Archive.ReceiptAsync("src", "k", Some.T0.AddDays(1), default));
        await IngestAsync(Some.Batch(Some.Post("3")) with { Run = Some.Run() with { At = Some.T0.AddDays(2) }, Receipt = receipt with { Body = "later", Expires = Some.T0.AddDays(3) } });
        Assert.Equal("later", (await Archive.ReceiptAsync("src", "k", Some.T0.AddDays(2), default))!.Body);
    }

    private Task<IReadOnlyList<string>> IngestAsync(IngestBatch batch) => Archive.IngestAsync(batch, default);

    private Task EditAsync(string text, int hour)
    {
        var newer = Some.Post("1", text) with { FirstSeen = Some.T0.AddHours(hour) };
        return IngestAsync(new IngestBatch(Some.Run() with { At = Some.T0.AddHours(hour) }, [newer], "c") { Edited = [newer] });
    }

    private Task RunAsync(SourceState state, int minute, string? error, string? sample) =>
        IngestAsync(new IngestBatch(Some.Run() with { At = Some.T0.AddMinutes(minute), State = state, Error = error, Sample = sample }, [], "c"));
}
