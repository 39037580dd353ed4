using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    private static Silence Silence(string id, int minutes) => new()
    {
        Id = id,
        Kind = "outage",
        Team = Team.Security,
        UpTo = WarningLevel.Yellow,
        Owner = "王工",
        Reason = "扩容",
        From = Some.T0,
        Until = Some.T0.AddMinutes(minutes),
    };

    [Fact]
    public async Task Silences_not_over_are_part_of_the_standing_and_all_are_kept()
    {
        await Ledger.SaveSilenceAsync(Silence("s1", 10), default);
        await Ledger.SaveSilenceAsync(Silence("s2", 60), default);
        Assert.Equal([Silence("s1", 10), Silence("s2", 60)], (await Ledger.StandingAsync(Some.T0.AddMinutes(9), default)).Silences);
        Assert.Equal("s2", Assert.Single((await Ledger.StandingAsync(Some.T0.AddMinutes(10), default)).Silences).Id);
        var ended = Silence("s2", 60) with { EndedAt = Some.T0.AddMinutes(20), EndedBy = "值班" };
        await Ledger.SaveSilenceAsync(ended, default);
        Assert.Empty((await Ledger.StandingAsync(Some.T0.AddMinutes(20), default)).Silences);
        Assert.Contains(ended, await Ledger.SilencesAsync(10, default));
        Assert.Equal(2, (await Ledger.SilencesAsync(10, default)).Count);
    }

    [Fact]
    public async Task What_is_held_waits_in_order_until_it_is_taken_up_and_is_never_held_again()
    {
        await Ledger.CommitAsync(new JudgeOutcome { Held = [Held("h1"), Held("h2")] }, default);
        await Ledger.CommitAsync(new JudgeOutcome { Held = [Held("h1"), Held("h3")] }, default);
        Assert.Equal([Held("h1"), Held("h2"), Held("h3")], (await Ledger.StandingAsync(Some.T0, default)).Held);
        await Ledger.CommitAsync(new JudgeOutcome { Unheld = ["h1", "h2"] }, default);
        await Ledger.CommitAsync(new JudgeOutcome { Held = [Held("h1")] }, default);
        Assert.Equal("h3", Assert.Single((await Ledger.StandingAsync(Some.T0, default)).Held).Id);
    }

    [Fact]
    public async Task Notices_of_the_last_day_with_a_topic_are_counted()
    {
        Notice Of(string id, int hours, string? topic) => Some.Notice(id, "a1") with { Topic = topic, CreatedAt = Some.T0.AddHours(hours) };
        await Ledger.CommitAsync(new JudgeOutcome { Notices = [Of("n1", 0, "outage"), Of("n2", 10, "outage"), Of("n3", 11, SentMark.Summary), Of("n4", 12, null)] }, default);
        Assert.Equal([Some.T0.AddHours(10), Some.T0.AddHours(11)], (await Ledger.StandingAsync(Some.T0.AddHours(25), default)).Sent.Select(s => s.At));
        Assert.Equal(["outage", "summary"], (await Ledger.StandingAsync(Some.T0.AddHours(25), default)).Sent.Select(s => s.Topic));
    }

    [Fact]
    public async Task Decisions_of_a_fingerprint_span_its_alerts_and_an_alert_keeps_what_channels_heard()
    {
        var told = Some.Alert("a1") with { Told = [new Told("mail", WarningLevel.Yellow, Some.T0, true)], Turns = [Some.T0], PassedTo = ["二线"], Reminders = 2, RemindedAt = Some.T0, IssuedBy = "值班" };
        Decision Of(string alert, int minute) => new(told.Fingerprint, alert, Some.T0.AddMinutes(minute), DecisionReason.Silenced, $"{minute}", false);
        await Ledger.CommitAsync(new JudgeOutcome { Changed = [told], Decisions = [Of("a1", 1), Of("a0", 0), Of("a1", 2) with { Fingerprint = "other:x" }] }, default);
        Assert.Equal(["a0", "a1"], (await Ledger.DecisionsOfAsync(told.Fingerprint, 10, default)).Select(d => d.AlertId));
        Assert.Equivalent(told, await Ledger.AlertAsync("a1", default), strict: true);
    }

    private static HeldNotice Held(string id) => new(id, "a1", "outage:x", "phone", NoticeKind.Opened, WarningLevel.Yellow, "outage", "门户不可用", HoldCause.Quiet, Some.T0);
}
