using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    private static readonly FailoverWatch Watch = new("mail", "sms", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30));
    private static readonly Receipt Refused = new(DeliveryOutcome.Permanent, "550 no such user");

    [Fact]
    public async Task Progress_noted_under_a_lease_outlives_a_kill_and_only_its_holder_may_note_it()
    {
        await AddAsync(Some.Notice("n1"));
        var first = (await LeaseAsync())[0];
        Assert.True(await Ledger.NoteProgressAsync(first, "1 of 3", Some.T0, default));
        await Rig.KillAsync();
        var other = (await Rig.OpenAsync()).Ledger;
        var second = (await other.LeaseAsync("mail", Minute, Some.T0.AddMinutes(2), default))!;
        Assert.Equal("1 of 3", second.Notice.Progress);
        Assert.False(await other.NoteProgressAsync(first, "2 of 3", Some.T0.AddMinutes(2), default));
        await other.SettleAsync(second, Delivered, Some.T0.AddMinutes(2), null, default);
        Assert.False(await other.NoteProgressAsync(second, "3 of 3", Some.T0.AddMinutes(2), default));
    }

    [Theory]
    [InlineData(WarningLevel.Red, 5)]
    [InlineData(WarningLevel.Orange, 5)]
    [InlineData(WarningLevel.Yellow, 30)]
    [InlineData(WarningLevel.Blue, 30)]
    public async Task A_notice_is_stuck_when_its_level_has_waited_long_enough(WarningLevel level, int minutes)
    {
        await AddAsync(Some.Notice("n1") with { Level = level });
        Assert.Empty(await Ledger.StuckAsync(Watch, Some.T0.AddMinutes(minutes).AddSeconds(-1), 10, default));
        Assert.Equal("n1", Assert.Single(await Ledger.StuckAsync(Watch, Some.T0.AddMinutes(minutes), 10, default)).Notice.Id);
        Assert.Empty(await Ledger.StuckAsync(Watch with { Channel = "hook" }, Some.T0.AddDays(1), 10, default));
    }

    [Fact]
    public async Task A_dead_letter_is_stuck_at_once_but_one_of_yesterday_is_no_more()
    {
        await AddAsync(Some.Notice("n1"));
        await Ledger.SettleAsync((await LeaseAsync())[0], Refused, Some.T0, null, default);
        var stuck = Assert.Single(await Ledger.StuckAsync(Watch, Some.T0.AddSeconds(1), 10, default));
        Assert.Equal((NoticeStatus.Dead, "550 no such user"), (stuck.Status, stuck.LastDetail));
        Assert.Empty(await Ledger.StuckAsync(Watch, Some.T0.AddDays(1).AddSeconds(1), 10, default));
    }

    [Fact]
    public async Task A_letter_handed_on_takes_its_files_along()
    {
        await AddAsync(Some.Notice("n1") with { Attachments = [new NoticeAttachment("week.xlsx", "application/octet-stream", [1, 2, 3]), new NoticeAttachment("trend.png", "image/png", [4], "trend")] });
        Assert.True(await Ledger.HandOnAsync(new HandOver("n1", "sms", Some.Notice("copy") with { Channel = "sms" }, new Decision("delivery:mail", null, Some.T0, DecisionReason.FailedOver, "why", true)), default));
        var copy = await Ledger.LeaseAsync("sms", TimeSpan.FromMinutes(1), Some.T0, default);
        Assert.Equal([("week.xlsx", null, 3), ("trend.png", "trend", 1)], copy!.Notice.Attachments.Select(a => (a.Name, a.ContentId, a.Content.Length)));
    }

    [Fact]
    public async Task A_notice_is_handed_on_once_with_its_decision_in_one_transaction()
    {
        await AddAsync(Some.Notice("n1"));
        var hand = new HandOver("n1", "sms", Some.Notice("copy") with { Channel = "sms" }, new Decision("outage:x", "a1", Some.T0, DecisionReason.FailedOver, "why", true));
        Assert.True(await Ledger.HandOnAsync(hand, default));
        Assert.False(await Ledger.HandOnAsync(hand, default));
        Assert.False(await Ledger.HandOnAsync(hand with { To = "fax", Copy = Some.Notice("other") with { Channel = "fax" } }, default));
        Assert.Empty(await Ledger.StuckAsync(Watch, Some.T0.AddDays(1), 10, default));
        Assert.Equal(["copy", "n1"], (await Ledger.NoticesAsync(null, 10, default)).Select(n => n.Notice.Id));
        Assert.Equal("sms", (await Ledger.NoticesAsync(null, 10, default))[1].HandedTo);
        Assert.Equal("why", Assert.Single(await Ledger.DecisionsAsync("a1", 10, default)).Text);
    }

    [Fact]
    public async Task What_was_delivered_meanwhile_is_not_handed_on()
    {
        await AddAsync(Some.Notice("n1"));
        await Ledger.SettleAsync((await LeaseAsync())[0], Delivered, Some.T0, null, default);
        var hand = new HandOver("n1", "sms", Some.Notice("copy") with { Channel = "sms" }, new Decision("outage:x", "a1", Some.T0, DecisionReason.FailedOver, "why", true));
        Assert.False(await Ledger.HandOnAsync(hand, default));
        Assert.Single(await Ledger.NoticesAsync(null, 10, default));
        Assert.Empty(await Ledger.DecisionsAsync("a1", 10, default));
    }

    [Fact]
    public async Task What_was_kept_from_one_channel_is_not_offered_to_it_again_but_to_another()
    {
        await AddAsync(Some.Notice("n1"));
        Assert.True(await Ledger.HandOnAsync(new HandOver("n1", "sms", null, new Decision("outage:x", "a1", Some.T0, DecisionReason.FailedOver, "no", false)), default));
        Assert.Empty(await Ledger.StuckAsync(Watch, Some.T0.AddDays(1), 10, default));
        Assert.Single(await Ledger.StuckAsync(Watch with { To = "fax" }, Some.T0.AddDays(1), 10, default));
    }

    [Fact]
    public async Task A_dead_letter_sent_again_has_a_fresh_clock_and_its_progress_and_is_audited()
    {
        await AddAsync(Some.Notice("n1"), Some.Notice("n2", "a2"));
        var leased = await LeaseAsync();
        await Ledger.NoteProgressAsync(leased[0], "1 of 3", Some.T0, default);
        foreach (var one in leased) await Ledger.SettleAsync(one, Refused, Some.T0, null, default);
        Assert.Equal(2, await Ledger.DeadCountAsync(default));
        var later = Some.T0.AddDays(9);
        Assert.Equal(["n1"], await Ledger.ResendAsync(["n1", "n1", "unknown"], "值班", later, default));
        Assert.Empty(await Ledger.ResendAsync(["n1"], "值班", later, default));
        var again = (await Ledger.LeaseAsync("mail", Minute, later, default))!;
        Assert.Equal(("n1", 1, "1 of 3", later), (again.Notice.Id, again.Notice.Attempts, again.Notice.Progress, again.Since));
        Assert.Equal(("值班", "notice-resend", "n1"), Assert.Single(await Ledger.AuditTrailAsync(10, default)) is var e ? (e.Who, e.Action, e.Subject) : default);
        Assert.Equal("n2", Assert.Single(await Ledger.DeadLettersAsync("mail", 10, default)).Id);
        Assert.Null(await Ledger.DeadLetterAsync("n1", default));
    }

    [Fact]
    public async Task A_dead_letter_set_aside_is_counted_and_listed_no_more_and_stays_with_its_alert()
    {
        await AddAsync(Some.Notice("n1"));
        await Ledger.SettleAsync((await LeaseAsync())[0], Refused, Some.T0, null, default);
        Assert.Equal(["n1"], await Ledger.SetAsideAsync(["n1"], "值班", Some.T0, default));
        Assert.Empty(await Ledger.SetAsideAsync(["n1"], "值班", Some.T0, default));
        Assert.Equal(0, await Ledger.DeadCountAsync(default));
        Assert.Empty(await Ledger.DeadLettersAsync(null, 10, default));
        Assert.Empty(await Ledger.StuckAsync(Watch, Some.T0.AddSeconds(1), 10, default));
        Assert.Equal(NoticeStatus.Dead, Assert.Single(await Ledger.NoticesAsync("a1", 10, default)).Status);
        Assert.Equal("notice-aside", Assert.Single(await Ledger.AuditTrailAsync(10, default)).Action);
    }

    [Fact]
    public async Task A_channel_is_told_by_what_waits_what_died_and_what_it_last_said()
    {
        await AddAsync(Some.Notice("n1", "a1"), Some.Notice("n2", "a2"), Some.Notice("n3", "a3") with { Level = WarningLevel.Red, CreatedAt = Some.T0.AddMinutes(1) }, Some.Notice("h") with { Channel = "hook" });
        var mail = await Ledger.LeaseAsync("mail", Minute, Some.T0, default);
        Assert.Equal("n3", mail!.Notice.Id);
        await Ledger.SettleAsync(mail, new Receipt(DeliveryOutcome.RetryLater, "451 later"), Some.T0.AddMinutes(3), Some.T0.AddHours(1), default);
        await Ledger.SettleAsync((await Ledger.LeaseAsync("mail", Minute, Some.T0, default))!, Delivered, Some.T0.AddMinutes(1), null, default);
        await Ledger.SettleAsync((await Ledger.LeaseAsync("mail", Minute, Some.T0, default))!, Refused, Some.T0.AddMinutes(2), null, default);
        var channels = await Ledger.ChannelsAsync(default);
        Assert.Equal(["hook", "mail"], channels.Select(c => c.Channel));
        Assert.Equal(
            new ChannelStanding("mail", 1, Some.T0.AddMinutes(1), WarningLevel.Red, 1, "451 later", Some.T0.AddMinutes(3), NoticeStatus.Waiting, Some.T0.AddMinutes(1)),
            channels[1] with { });
        Assert.Equal((1, null), (channels[0].Waiting, channels[0].LastAt));
        Assert.Equal(["mail"], (await Ledger.LastSpokenAsync(Some.T0, default)).Keys);
        Assert.Empty(await Ledger.LastSpokenAsync(Some.T0.AddMinutes(3), default));
    }

    [Fact]
    public async Task A_moved_clock_takes_waits_leases_and_ages_along_and_leaves_what_is_done()
    {
        await AddAsync(Some.Notice("waits"), Some.Notice("leased", "a2"), Some.Notice("fresh", "a3"));
        await Ledger.SettleAsync((await LeaseAsync(limit: 1))[0], new Receipt(DeliveryOutcome.RetryLater, "later"), Some.T0, Some.T0.AddMinutes(5), default);
        await LeaseAsync(limit: 1);
        var back = TimeSpan.FromDays(-30);
        await Ledger.ShiftClocksAsync(back, back, Some.T0 + back, default);
        Assert.Equal(Some.T0 + back, await Ledger.DeliverySeenAsync(default));
        var now = Some.T0 + back;
        Assert.Equal("fresh", (await Ledger.LeaseAsync("mail", 9 * Minute, now, default))!.Notice.Id);
        Assert.Null(await Ledger.LeaseAsync("mail", 9 * Minute, now.AddSeconds(59), default));
        var taken = (await Ledger.LeaseAsync("mail", 9 * Minute, now.AddSeconds(61), default))!;
        Assert.Equal(("leased", now), (taken.Notice.Id, taken.Since));
        Assert.Equal("waits", (await Ledger.LeaseAsync("mail", 9 * Minute, now.AddMinutes(5), default))!.Notice.Id);
    }

    [Fact]
    public async Task What_ended_before_the_line_goes_and_what_is_open_or_newer_stays()
    {
        var ended = Some.Alert("old", fingerprint: "outage:old") with { State = AlertState.Resolved, ResolvedAt = Some.T0.AddDays(1) };
        var recent = Some.Alert("recent", fingerprint: "outage:recent") with { State = AlertState.Resolved, ResolvedAt = Some.T0.AddDays(50) };
        await Ledger.CommitAsync(new JudgeOutcome
        {
            Changed = [ended, recent, Some.Alert("open")],
            Decisions = [.. new[] { "old", "recent", "open" }.Select(id => new Decision("outage:" + id, id, Some.T0, DecisionReason.Opened, "t", true))],
            Notices = [Some.Notice("n-old", "old"), Some.Notice("n-open", "open"), Some.Notice("letter") with { AlertId = null }],
            Held = [new HeldNotice("h-old", "old", "f", "mail", NoticeKind.Opened, WarningLevel.Blue, "outage", "t", HoldCause.Quiet, Some.T0),
                new HeldNotice("h-open", "open", "f", "mail", NoticeKind.Opened, WarningLevel.Blue, "outage", "t", HoldCause.Quiet, Some.T0),
                new HeldNotice("h-waits", "old", "f", "mail", NoticeKind.Opened, WarningLevel.Blue, "outage", "t", HoldCause.Quiet, Some.T0)],
            Unheld = ["h-old", "h-open"],
        }, default);
        foreach (var one in await LeaseAsync()) await Ledger.SettleAsync(one, Delivered, Some.T0, null, default);
        await Ledger.SaveVerdictAsync(new AlertVerdict("old", "outage", true, "值班", Some.T0), default);
        await Ledger.AuditAsync(new Core.Security.AuditEntry(Some.T0, "值班", "verdict", "old", null), default);

        Assert.True(await Ledger.PruneAlertsAsync(Some.T0.AddDays(40), default) > 0);
        Assert.Equal(["open", "recent"], (await Ledger.AlertsAsync(DateTimeOffset.MinValue, 10, default)).Select(a => a.Id).Order());
        Assert.Empty(await Ledger.DecisionsAsync("old", 10, default));
        Assert.Single(await Ledger.DecisionsAsync("open", 10, default));
        Assert.Equal(["n-open"], (await Ledger.NoticesAsync(null, 10, default)).Select(n => n.Notice.Id));
        Assert.Equal("h-waits", Assert.Single((await Ledger.StandingAsync(Some.T0.AddDays(40), default)).Held).Id);
        Assert.Empty(await Ledger.VerdictsAsync(10, default));
        Assert.Single(await Ledger.AuditTrailAsync(10, default));
        Assert.Equal(0, await Ledger.PruneAlertsAsync(Some.T0.AddDays(40), default));

        // A row a summary took up still keeps its open alert's state change from being held again.
        await Ledger.CommitAsync(new JudgeOutcome { Held = [new HeldNotice("h-open", "open", "f", "mail", NoticeKind.Opened, WarningLevel.Blue, "outage", "t", HoldCause.Quiet, Some.T0)] }, default);
        Assert.Single((await Ledger.StandingAsync(Some.T0.AddDays(40), default)).Held);
    }

    [Fact]
    public async Task A_reminder_stays_while_its_case_is_open_so_that_it_is_not_told_again()
    {
        await Ledger.SaveCaseAsync(Some.Case("c1") with { AlertId = null, StoryId = "s1", Version = 1 }, new Core.Security.AuditEntry(Some.T0, "值班", "case-open", "c1", null), default);
        await AddAsync(Some.Notice("case:c1:reply:soon:mail") with { AlertId = null });
        await Ledger.SettleAsync((await LeaseAsync())[0], Delivered, Some.T0, null, default);
        await Ledger.PruneAlertsAsync(Some.T0.AddDays(40), default);
        Assert.Single(await Ledger.NoticesAsync(null, 10, default));
        Assert.NotNull(await Ledger.CaseAsync("c1", default));
    }
}
