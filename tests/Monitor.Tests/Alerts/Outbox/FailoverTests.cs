using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Season;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

/// <summary>What the first channel does not deliver reaches people through the second, once, marked, and only where it may be heard.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private static readonly Receipt Ok = new(DeliveryOutcome.Delivered, "ok");
    private readonly PostOffice _office = new();
    private readonly List<Notice> _backup = [];

    private Receipt _mail = new(DeliveryOutcome.RetryLater, "451 later");

    public ValueTask InitializeAsync()
    {
        _office.Channels.Add(new ChannelDefinition { Id = "mail", Kind = "email", Failover = "sms" });
        _office.Channels.Add(new ChannelDefinition { Id = "sms", Kind = "sms" });
        _office.Notifiers["mail"] = new Told(_ => _mail);
        _office.Notifiers["sms"] = new Told(n =>
        {
            lock (_backup) _backup.Add(n);
            return Ok;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Orange_is_copied_after_five_minutes_once_and_marked()
    {
        await OpenAsync(WarningLevel.Orange);
        await PassAtAsync(TimeSpan.FromMinutes(4.9));
        Assert.Empty(_backup);
        for (var i = 0; i < 3; i++) await PassAtAsync(TimeSpan.FromMinutes(1));
        var copy = Assert.Single(_backup);
        Assert.Equal(("failover:sms:n1", WarningLevel.Orange, "a1"), (copy.Id, copy.Level, copy.AlertId));
        Assert.Equal("原渠道 mail 未送达，改由本渠道通知。\n\n事项：x\n", copy.Text);
        Assert.Equal("<html><body style=\"x\"><p><strong>原渠道 mail 未送达，改由本渠道通知。</strong></p><p>x</p></body></html>", copy.Html);
        Assert.Null(copy.Topic);
        var decision = Assert.Single(await _office.Database.Ledger.DecisionsAsync("a1", 10, default));
        Assert.Equal((DecisionReason.FailedOver, true), (decision.Reason, decision.Notified));
        Assert.Contains("渠道 mail 自 2026-06-07 09:00:00 北京时间 起未送达（最近回执：451 later），改由备用渠道 sms 通知。", decision.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blue_waits_six_times_as_long_and_not_into_the_night_of_the_second_channel()
    {
        _office.Channels[1] = _office.Channels[1] with { Quiet = [new DailyWindow { From = new TimeOnly(9, 0), Until = new TimeOnly(10, 0) }] };
        await OpenAsync(WarningLevel.Blue);
        await PassAtAsync(TimeSpan.FromMinutes(31));
        Assert.Empty(_backup);
        await PassAtAsync(TimeSpan.FromMinutes(30));
        Assert.Single(_backup);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_copied_at_once_and_stays_a_dead_letter()
    {
        _mail = new Receipt(DeliveryOutcome.Permanent, "550 no such user");
        await OpenAsync(WarningLevel.Blue);
        await PassAtAsync(default);
        await PassAtAsync(TimeSpan.FromSeconds(2));
        Assert.Single(_backup);
        Assert.Equal((NoticeStatus.Dead, "sms"), (await _office.RecordAsync("n1") is var r ? (r.Status, r.HandedTo!) : default));
    }

    [Fact]
    public async Task A_first_channel_that_recovers_still_delivers_its_own()
    {
        await OpenAsync(WarningLevel.Red);
        await PassAtAsync(TimeSpan.FromMinutes(5));
        await PassAtAsync(TimeSpan.FromSeconds(1));
        _mail = Ok;
        await PassAtAsync(TimeSpan.FromHours(1));
        Assert.Equal((NoticeStatus.Delivered, 1), (await _office.StatusAsync("n1"), _backup.Count));
    }

    [Fact]
    public async Task A_third_channel_hears_when_the_second_is_silent_too_and_each_is_named()
    {
        _office.Channels[1] = _office.Channels[1] with { Failover = "fax" };
        _office.Channels.Add(new ChannelDefinition { Id = "fax", Kind = "webhook" });
        _office.Notifiers["sms"] = new Told(_ => new Receipt(DeliveryOutcome.RetryLater, "gateway down"));
        Notice? heard = null;
        _office.Notifiers["fax"] = new Told(n =>
        {
            heard = n;
            return Ok;
        });
        await OpenAsync(WarningLevel.Red);
        await PassAtAsync(TimeSpan.FromMinutes(5));
        await PassAtAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("failover:fax:failover:sms:n1", heard!.Id);
        Assert.Equal("原渠道 mail、sms 未送达，改由本渠道通知。\n\n事项：x\n", heard.Text);
    }

    [Theory]
    [InlineData(true, new[] { Team.Security }, true)]
    [InlineData(true, new Team[0], false)]
    [InlineData(true, new[] { Team.Propaganda }, false)]
    [InlineData(false, new Team[0], true)]
    [InlineData(false, new[] { Team.Propaganda }, false)]
    public async Task What_the_second_channel_may_not_hear_is_never_copied_and_the_reason_is_kept(bool restricted, Team[] teams, bool copied)
    {
        _office.Channels[1] = _office.Channels[1] with { Teams = teams };
        await OpenAsync(WarningLevel.Red, restricted);
        await PassAtAsync(TimeSpan.FromMinutes(5));
        await PassAtAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(copied ? 1 : 0, _backup.Count);
        Assert.Equal(copied, Assert.Single(await _office.Database.Ledger.DecisionsAsync("a1", 10, default)).Notified);
    }

    [Fact]
    public async Task A_level_below_the_second_channels_floor_is_not_copied()
    {
        _office.Channels[1] = _office.Channels[1] with { MinLevel = WarningLevel.Red };
        await OpenAsync(WarningLevel.Orange);
        await PassAtAsync(TimeSpan.FromMinutes(6));
        Assert.Empty(_backup);
    }

    [Theory]
    [InlineData(new Team[0], new Team[0], true)]
    [InlineData(new[] { Team.Propaganda }, new Team[0], false)]
    [InlineData(new[] { Team.Propaganda }, new[] { Team.Propaganda, Team.Security }, true)]
    [InlineData(new Team[0], new[] { Team.Propaganda }, false)]
    public async Task A_summary_may_tell_of_anything_its_channel_hears_so_the_second_must_be_allowed_all_of_it(Team[] first, Team[] second, bool copied)
    {
        _office.Channels[0] = _office.Channels[0] with { Teams = first };
        _office.Channels[1] = _office.Channels[1] with { Teams = second };
        await _office.AddAsync(Some.Notice("n1") with { AlertId = null, Kind = NoticeKind.Summary, Level = WarningLevel.Orange });
        await PassAtAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(copied ? 1 : 0, _backup.Count);
        var decision = Assert.Single(await _office.Database.Ledger.DecisionsOfAsync("delivery:mail", 10, default));
        Assert.Equal(copied, decision.Notified);
    }

    [Fact]
    public async Task A_persons_letter_goes_to_that_person_or_nowhere()
    {
        await _office.AddAsync(Some.Notice("n1") with { AlertId = null, Kind = NoticeKind.Brief, Level = WarningLevel.Orange, To = ["li@example.test"] });
        await PassAtAsync(TimeSpan.FromHours(2));
        Assert.Empty(_backup);
        var decision = Assert.Single(await _office.Database.Ledger.DecisionsOfAsync("delivery:mail", 10, default));
        Assert.Equal((false, true), (decision.Notified, decision.Text.Contains("个人信件只发本人邮箱", StringComparison.Ordinal)));
    }

    private Task OpenAsync(WarningLevel level, bool restricted = false) => _office.Database.Ledger.CommitAsync(new JudgeOutcome
    {
        Changed = [Some.Alert("a1") with { Level = level, Restricted = restricted }],
        Notices = [Some.Notice("n1") with { Level = level, Topic = "outage", Text = "事项：x\n", Html = "<html><body style=\"x\"><p>x</p></body></html>" }],
    }, default);

    private async Task PassAtAsync(TimeSpan after)
    {
        // A first attempt, so that there is an answer to tell.
        if (after > TimeSpan.Zero) await _office.PassToEndAsync();
        _office.Time.Advance(after);
        await _office.PassToEndAsync();
    }
}
