using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task A_label_comes_back_as_it_was_stored_and_the_last_one_of_a_post_and_task_counts()
    {
        var label = Some.Label("p1", LabelTasks.Rumour, LabelTasks.NotRumor, 0) with { Said = LabelTasks.Rumor, Model = "m1", Text = "卖答案😀\n第二行" };
        await Ledger.SaveLabelAsync(label, default);
        Assert.Equal(label, Assert.Single(await Ledger.LabelsAsync("p1", 10, default)));
        var second = label with { Value = LabelTasks.Rumor, Who = "另一人", At = Some.T0.AddMinutes(5), Said = null, Model = null };
        await Ledger.SaveLabelAsync(second, default);
        await Ledger.SaveLabelAsync(Some.Label("p1", LabelTasks.Topic, Topics.Fraud, 1), default);
        Assert.Equal([second, Some.Label("p1", LabelTasks.Topic, Topics.Fraud, 1)], await Ledger.LabelsAsync("p1", 10, default));
        Assert.Empty(await Ledger.LabelsAsync("p2", 10, default));
    }

    [Fact]
    public async Task Labels_come_newest_first()
    {
        for (var i = 0; i < 5; i++) await Ledger.SaveLabelAsync(Some.Label($"p{i}", LabelTasks.Form, "claim", i * 3 % 5), default);
        Assert.Equal(["p3", "p1", "p4"], (await Ledger.LabelsAsync(null, 3, default)).Select(l => l.PostId));
    }

    [Fact]
    public async Task Labels_are_counted_by_task_with_those_that_agree_among_those_the_machine_claimed()
    {
        Assert.Empty(await Ledger.LabelCountsAsync(default));
        await Ledger.SaveLabelAsync(Some.Label("p1", LabelTasks.Topic, Topics.Fraud, 0) with { Said = Topics.Fraud }, default);
        await Ledger.SaveLabelAsync(Some.Label("p2", LabelTasks.Topic, Topics.Fraud, 0) with { Said = Topics.Hype }, default);
        await Ledger.SaveLabelAsync(Some.Label("p3", LabelTasks.Topic, Topics.Fraud, 0), default);
        await Ledger.SaveLabelAsync(Some.Label("p3", LabelTasks.Sentiment, "negative", 0), default);
        Assert.Equal([new LabelCount(LabelTasks.Sentiment, 1, 0, 0), new LabelCount(LabelTasks.Topic, 3, 2, 1)], await Ledger.LabelCountsAsync(default));
    }

    [Fact]
    public async Task An_expired_label_goes_with_its_text_and_the_others_stay()
    {
        await Ledger.SaveLabelAsync(Some.Label("p1", LabelTasks.Topic, Topics.Fraud, 0) with { Expires = Some.T0 }, default);
        await Ledger.SaveLabelAsync(Some.Label("p2", LabelTasks.Topic, Topics.Fraud, 0) with { Expires = Some.T0.AddMilliseconds(1) }, default);
        Assert.Equal(1, await Ledger.PruneLabelsAsync(Some.T0, default));
        Assert.Equal("p2", Assert.Single(await Ledger.LabelsAsync(null, 10, default)).PostId);
        Assert.Equal(0, await Ledger.PruneLabelsAsync(Some.T0, default));
    }

    [Fact]
    public async Task A_verdict_is_the_last_one_given_on_its_alert()
    {
        Assert.Null(await Ledger.VerdictAsync("a1", default));
        await Ledger.SaveVerdictAsync(new AlertVerdict("a1", "outage", true, "值班", Some.T0), default);
        var second = new AlertVerdict("a1", "outage", false, "网安", Some.T0.AddHours(2));
        await Ledger.SaveVerdictAsync(second, default);
        await Ledger.SaveVerdictAsync(new AlertVerdict("a2", "burst", true, "值班", Some.T0.AddHours(1)), default);
        Assert.Equal(second, await Ledger.VerdictAsync("a1", default));
        Assert.Equal(["a1", "a2"], (await Ledger.VerdictsAsync(10, default)).Select(v => v.AlertId));
        Assert.Equal(second, Assert.Single(await Ledger.VerdictsAsync(1, default)));
    }

    [Fact]
    public async Task Labels_and_verdicts_survive_a_kill()
    {
        await Ledger.SaveLabelAsync(Some.Label("p1", LabelTasks.Topic, Topics.Fraud, 0), default);
        await Ledger.SaveVerdictAsync(new AlertVerdict("a1", "outage", true, "值班", Some.T0), default);
        await Rig.KillAsync();
        var reborn = (await Rig.OpenAsync()).Ledger;
        Assert.Single(await reborn.LabelsAsync(null, 10, default));
        Assert.Single(await reborn.VerdictsAsync(10, default));
    }
}
