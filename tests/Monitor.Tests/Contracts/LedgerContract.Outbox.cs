using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Receipt Delivered = new(DeliveryOutcome.Delivered, "250 ok");

    [Fact]
    public async Task A_notice_enters_once()
    {
        await AddAsync(Some.Notice("n1"), Some.Notice("n1") with { Text = "second" });
        await AddAsync(Some.Notice("n1") with { Text = "third" });
        Assert.Equal("t", Assert.Single(await Ledger.NoticesAsync(null, 10, default)).Notice.Text);
        await Ledger.SettleAsync((await LeaseAsync())[0], Delivered, Some.T0, null, default);
        await AddAsync(Some.Notice("n1"));
        Assert.Empty(await LeaseAsync(60));
    }

    [Fact]
    public async Task A_leased_notice_is_no_one_elses_until_its_lease_ends()
    {
        await AddAsync(Some.Notice("n1"));
        var other = (await Rig.OpenAsync()).Ledger;
        Assert.Equal(1, Assert.Single(await LeaseAsync()).Notice.Attempts);
        Assert.Equal(NoticeStatus.Leased, Assert.Single(await Ledger.NoticesAsync(null, 10, default)).Status);
        Assert.Null(await other.LeaseAsync("mail", Minute, Some.T0.AddSeconds(59), default));
        Assert.Equal(2, (await other.LeaseAsync("mail", Minute, Some.T0.AddSeconds(61), default))!.Notice.Attempts);
    }

    [Fact]
    public async Task The_more_severe_notice_is_leased_first()
    {
        await AddAsync(Some.Notice("blue", "x"), Some.Notice("red", "y") with { Level = WarningLevel.Red }, Some.Notice("orange", "z") with { Level = WarningLevel.Orange });
        Assert.Equal("red", Assert.Single(await LeaseAsync(limit: 1)).Notice.Id);
        Assert.Equal(["orange", "blue"], (await LeaseAsync()).Select(n => n.Notice.Id));
    }

    [Fact]
    public async Task A_later_notice_of_an_alert_waits_for_the_earlier_one_in_its_channel_only()
    {
        await AddAsync(Some.Notice("opened"), Some.Notice("resolved"), Some.Notice("wecom") with { Channel = "wecom" }, Some.Notice("other", "a2"));
        var leased = await LeaseAsync();
        Assert.Equal(new HashSet<string> { "opened", "wecom", "other" }, leased.Select(n => n.Notice.Id).ToHashSet());
        Assert.Empty(await LeaseAsync());
        await Ledger.SettleAsync(leased.Single(n => n.Notice.Id == "opened"), Delivered, Some.T0, null, default);
        Assert.Equal("resolved", Assert.Single(await LeaseAsync()).Notice.Id);
    }

    [Fact]
    public async Task A_retry_waits_for_its_time_and_holds_its_successor()
    {
        await AddAsync(Some.Notice("opened"), Some.Notice("resolved"));
        await Ledger.SettleAsync((await LeaseAsync())[0], new Receipt(DeliveryOutcome.RetryLater, "451 later"), Some.T0, Some.T0.AddMinutes(5), default);
        Assert.Empty(await LeaseAsync(4));
        var again = Assert.Single(await LeaseAsync(5));
        Assert.Equal(("opened", 2), (again.Notice.Id, again.Notice.Attempts));
        var record = (await Ledger.NoticesAsync("a1", 10, default))[^1];
        Assert.Equal("451 later", record.LastDetail);
    }

    [Fact]
    public async Task A_dead_letter_is_kept_with_its_answer_and_frees_its_successor()
    {
        await AddAsync(Some.Notice("opened"), Some.Notice("resolved"));
        await Ledger.SettleAsync((await LeaseAsync())[0], new Receipt(DeliveryOutcome.Permanent, "550 no such user"), Some.T0, null, default);
        Assert.Equal("resolved", Assert.Single(await LeaseAsync()).Notice.Id);
        var dead = (await Ledger.NoticesAsync(null, 10, default))[^1];
        Assert.Equal((NoticeStatus.Dead, "550 no such user", null), (dead.Status, dead.LastDetail, dead.DeliveredAt));
    }

    [Fact]
    public async Task A_delivered_notice_stays_delivered_whatever_comes_after()
    {
        await AddAsync(Some.Notice("n1"));
        var leased = (await LeaseAsync())[0];
        Assert.True(await Ledger.SettleAsync(leased, Delivered, Some.T0.AddSeconds(3), null, default));
        Assert.False(await Ledger.SettleAsync(leased, new Receipt(DeliveryOutcome.RetryLater, "late"), Some.T0.AddMinutes(1), Some.T0.AddMinutes(2), default));
        Assert.False(await Ledger.SettleAsync(new LeasedNotice(Some.Notice("unknown"), leased.Token), Delivered, Some.T0, null, default));
        Assert.Empty(await LeaseAsync(60));
        var record = Assert.Single(await Ledger.NoticesAsync(null, 10, default));
        Assert.Equal((NoticeStatus.Delivered, "250 ok", Some.T0.AddSeconds(3)), (record.Status, record.LastDetail, record.DeliveredAt));
    }

    [Fact]
    public async Task An_answer_under_a_lease_that_passed_on_changes_nothing()
    {
        await AddAsync(Some.Notice("n1"));
        var first = (await LeaseAsync())[0];
        var second = (await LeaseAsync(2))[0];
        Assert.NotEqual(first.Token, second.Token);
        Assert.False(await Ledger.SettleAsync(first, new Receipt(DeliveryOutcome.Permanent, "too late"), Some.T0.AddMinutes(2), null, default));
        var record = Assert.Single(await Ledger.NoticesAsync(null, 10, default));
        Assert.Equal((NoticeStatus.Leased, null), (record.Status, record.LastDetail));
        Assert.True(await Ledger.SettleAsync(second, Delivered, Some.T0.AddMinutes(2), null, default));
        Assert.False(await Ledger.SettleAsync(first, new Receipt(DeliveryOutcome.RetryLater, "too late"), Some.T0.AddMinutes(3), Some.T0, default));
        Assert.Equal(NoticeStatus.Delivered, Assert.Single(await Ledger.NoticesAsync(null, 10, default)).Status);
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_counts_while_no_one_else_took_the_notice()
    {
        await AddAsync(Some.Notice("n1"));
        Assert.True(await Ledger.SettleAsync((await LeaseAsync())[0], Delivered, Some.T0.AddMinutes(9), null, default));
        Assert.Empty(await LeaseAsync(10));
    }

    [Fact]
    public async Task A_channel_takes_its_own_notices_only()
    {
        await AddAsync(Some.Notice("n1"), Some.Notice("n2") with { Channel = "hook", NotBefore = Some.T0.AddMinutes(1) });
        Assert.Equal(["mail"], await Ledger.DueChannelsAsync(Some.T0, default));
        Assert.Null(await Ledger.LeaseAsync("hook", Minute, Some.T0, default));
        Assert.Equal("n1", (await Ledger.LeaseAsync("mail", 2 * Minute, Some.T0, default))!.Notice.Id);
        Assert.Equal(["hook"], await Ledger.DueChannelsAsync(Some.T0.AddSeconds(60), default));
        Assert.Equal(["hook", "mail"], (await Ledger.DueChannelsAsync(Some.T0.AddMinutes(2), default)).Order());
    }

    [Fact]
    public async Task What_a_part_delivery_left_comes_back_and_holds_up_no_successor()
    {
        await AddAsync(Some.Notice("opened"), Some.Notice("resolved"));
        var first = (await LeaseAsync())[0];
        Assert.Null(first.Notice.Progress);
        await Ledger.SettleAsync(first, new Receipt(DeliveryOutcome.RetryLater, "452 one box is full") { Progress = "two of three" }, Some.T0, Some.T0.AddMinutes(5), default);
        Assert.Equal("resolved", Assert.Single(await LeaseAsync(limit: 1)).Notice.Id);
        var again = Assert.Single(await LeaseAsync(5), n => n.Notice.Id == "opened");
        Assert.Equal("two of three", again.Notice.Progress);
        await Ledger.SettleAsync(again, new Receipt(DeliveryOutcome.RetryLater, "connection lost"), Some.T0.AddMinutes(5), Some.T0.AddMinutes(9), default);
        Assert.Equal("two of three", Assert.Single(await LeaseAsync(10), n => n.Notice.Id == "opened").Notice.Progress);
    }

    [Fact]
    public async Task A_notice_is_not_due_before_its_time()
    {
        await AddAsync(Some.Notice("n1") with { NotBefore = Some.T0.AddMinutes(10) });
        Assert.Empty(await LeaseAsync(9));
        Assert.Single(await LeaseAsync(10));
    }

    [Fact]
    public async Task Notices_come_newest_first_of_one_alert_or_of_all()
    {
        await AddAsync(Some.Notice("1"), Some.Notice("2", "a2"), Some.Notice("3") with { AlertId = null }, Some.Notice("4"));
        Assert.Equal(["4", "1"], (await Ledger.NoticesAsync("a1", 10, default)).Select(n => n.Notice.Id));
        Assert.Equal(["4", "3"], (await Ledger.NoticesAsync(null, 2, default)).Select(n => n.Notice.Id));
    }

    private Task AddAsync(params Notice[] notices) => Ledger.CommitAsync(new JudgeOutcome { Notices = notices }, default);

    private async Task<IReadOnlyList<LeasedNotice>> LeaseAsync(int minute = 0, int limit = 10)
    {
        var (now, leased) = (Some.T0.AddMinutes(minute), new List<LeasedNotice>());
        foreach (var channel in await Ledger.DueChannelsAsync(now, default))
            while (leased.Count < limit && await Ledger.LeaseAsync(channel, Minute, now, default) is { } one) leased.Add(one);
        return leased;
    }

    [Fact]
    public async Task A_notice_held_by_our_own_rate_limit_has_not_used_an_attempt()
    {
        await Ledger.CommitAsync(new JudgeOutcome { Notices = [Some.Notice("n1")] }, default);
        var held = (await LeaseAsync())[0];
        Assert.True(await Ledger.SettleAsync(held, new Receipt(DeliveryOutcome.RetryLater, "no room", TimeSpan.FromSeconds(30)) { Held = true }, Some.T0, Some.T0, default));
        Assert.Equal(1, (await LeaseAsync())[0].Notice.Attempts);
    }
}
