using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Fact]
    public async Task Facts_and_denials_come_back_as_they_were_stored_oldest_first()
    {
        await Archive.IngestAsync(Some.Batch() with { Facts = [Some.Fact("b", 1), Some.Fact("a", 2)], Rebuttals = [Some.Rebuttal("r", 0)] }, default);
        await Archive.IngestAsync(Some.Batch() with { Facts = [Some.Fact("c", 0) with { Url = null, Value = new ClaimValue(ValueUnit.Points, Number: 438.5m) }] }, default);
        var facts = await Archive.FactsAsync(Some.T0, default);
        Assert.Equal(["c", "b", "a"], facts.Select(f => f.Id));
        Assert.Equal(Some.Fact("b", 1), facts[1]);
        Assert.Equal((438.5m, null), (facts[0].Value.Number, facts[0].Url));
        Assert.Equal([Some.Rebuttal("r", 0)], await Archive.RebuttalsAsync(Some.T0, default));
        Assert.Equal(["a"], (await Archive.FactsAsync(Some.T0.AddDays(2), default)).Select(f => f.Id));
    }

    [Fact]
    public async Task A_fact_known_by_id_stays_as_it_was()
    {
        await Archive.IngestAsync(Some.Batch() with { Facts = [Some.Fact("a")], Rebuttals = [Some.Rebuttal("r")] }, default);
        await Archive.IngestAsync(Some.Batch() with { Facts = [Some.Fact("a") with { Quote = "改过" }], Rebuttals = [Some.Rebuttal("r") with { Denied = "改过" }] }, default);
        Assert.Equal(Some.Fact("a"), Assert.Single(await Archive.FactsAsync(Some.T0, default)));
        Assert.Equal(Some.Rebuttal("r"), Assert.Single(await Archive.RebuttalsAsync(Some.T0, default)));
    }

    [Fact]
    public async Task Facts_are_stored_with_their_batch_or_not_at_all()
    {
        var poisoned = Some.Batch(Some.Post("1") with { Text = null! }) with { Facts = [Some.Fact("a")], Rebuttals = [Some.Rebuttal("r")] };
        await Assert.ThrowsAnyAsync<Exception>(() => Archive.IngestAsync(poisoned, default));
        Assert.Empty(await Archive.FactsAsync(Some.T0, default));
        await Archive.IngestAsync(Some.Batch(Some.Post("1")) with { Facts = [Some.Fact("a")] }, default);
        await Rig.KillAsync();
        Archive = (await Rig.OpenAsync()).Archive;
        Assert.Single(await Archive.FactsAsync(Some.T0, default));
    }

    [Fact]
    public async Task Facts_live_longer_than_posts_and_are_pruned_by_themselves()
    {
        await Archive.IngestAsync(Some.Batch(Some.Post("1")) with { Facts = [Some.Fact("a"), Some.Fact("b", 5)], Rebuttals = [Some.Rebuttal("r"), Some.Rebuttal("s", 5)] }, default);
        await Archive.PruneAsync(Some.T0.AddDays(9), Some.T0.AddDays(9), default);
        Assert.Equal(2, (await Archive.FactsAsync(Some.T0, default)).Count);
        Assert.Equal(2, await Archive.PruneFactsAsync(Some.T0.AddDays(1), default));
        Assert.Equal(0, await Archive.PruneFactsAsync(Some.T0.AddDays(1), default));
        Assert.Equal(("b", "s"), (Assert.Single(await Archive.FactsAsync(Some.T0, default)).Id, Assert.Single(await Archive.RebuttalsAsync(Some.T0, default)).Id));
    }

    [Fact]
    public async Task Judging_anew_moves_the_post_the_curve_and_the_story()
    {
        await IngestAsync(Some.Post("1"), Some.Post("2") with { AuthorKey = "b" }, Some.Post("3", "官方") with { SourceId = "gov", Role = SourceRole.Official });
        var claim = new CheckedClaim(new Claim(ClaimKind.Deadline, "延长到30号", "filing-deadline", 2026, Some.Fact("a").Value, ClaimStance.Asserted), ClaimVerdict.Contradicts, Some.Fact("a"));
        var high = Some.Post("1") with { Assessment = Some.Assessment(risk: 0.92, band: RiskBand.High) with { Claims = [claim], Rebuttal = Some.Rebuttal("r") } };
        await Archive.RejudgeAsync([high, Some.Post("unknown")], default);
        AssertSame(high, await Archive.PostAsync("1", default));
        await FindsAsync(new PostQuery { Band = RiskBand.High }, "1");
        Assert.Equal(1, (await CurveAsync()).Sum(b => b.HighRisk));
        var story = (await Archive.StoryAsync("s1", default))!;
        Assert.Equal((0.92, 0.585, 3), (story.MaxRisk, Math.Round(story.MeanRisk, 6), story.Posts));

        await Archive.RejudgeAsync([Some.Post("1") with { Assessment = Some.Assessment(risk: 0.1) }], default);
        await Archive.RejudgeAsync([Some.Post("1") with { Assessment = Some.Assessment(risk: 0.1) }], default);
        story = (await Archive.StoryAsync("s1", default))!;
        Assert.Equal((0.25, 0.175), (story.MaxRisk, Math.Round(story.MeanRisk, 6)));
        Assert.Equal(0, (await CurveAsync()).Sum(b => b.HighRisk));
        Assert.Null(await Archive.PostAsync("unknown", default));
    }

    [Fact]
    public async Task An_official_word_without_a_source_is_kept_once()
    {
        foreach (var text in new[] { "某考点泄题", "别的" })
            await Archive.SaveOfficialAsync([Some.Fact("f1")], [Some.Rebuttal("r1") with { Denied = text }], default);
        Assert.Equivalent(Some.Fact("f1"), Assert.Single(await Archive.FactsAsync(Some.T0, default)), strict: true);
        Assert.Equal("某考点泄题", Assert.Single(await Archive.RebuttalsAsync(Some.T0, default)).Denied);
        Assert.Empty(await Archive.SourcesAsync(default));
    }
}
