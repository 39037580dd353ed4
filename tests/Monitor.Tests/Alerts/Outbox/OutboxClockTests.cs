using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

/// <summary>The wall clock may be moved by years in either direction; what waits neither dies nor sleeps nor comes all at once.</summary>
public sealed class OutboxClockTests : IAsyncLifetime
{
    private static readonly Receipt Ok = new(DeliveryOutcome.Delivered, "ok");
    private readonly PostOffice _office = new();
    private Told _mail = new(_ => new Receipt(DeliveryOutcome.RetryLater, "451 later", TimeSpan.FromMinutes(10)));

    public ValueTask InitializeAsync()
    {
        _office.Channels.Add(new ChannelDefinition { Id = "mail", Kind = "email" });
        _office.Notifiers["mail"] = _mail;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData(9999)]
    [InlineData(-9999)]
    public async Task A_jump_leaves_the_wait_as_long_as_it_was_and_gives_nothing_up(int days)
    {
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassToEndAsync();
        _office.Time.Move(TimeSpan.FromDays(days));
        await _office.PassToEndAsync();
        Assert.Single(_mail.Sent);
        _office.Time.Advance(TimeSpan.FromMinutes(9.9));
        await _office.PassToEndAsync();
        Assert.Single(_mail.Sent);
        _office.Time.Advance(TimeSpan.FromSeconds(7));
        await _office.PassToEndAsync();
        Assert.Equal(2, _mail.Sent.Count);
        Assert.Equal(NoticeStatus.Waiting, await _office.StatusAsync("n1"));
    }

    [Fact]
    public async Task What_is_said_between_two_jumps_is_not_given_up_for_the_sum_of_both()
    {
        await _office.PassToEndAsync();
        _office.Time.Move(TimeSpan.FromDays(-8));
        await _office.AddAsync(Some.Notice("n1") with { CreatedAt = _office.Time.GetUtcNow() });
        _office.Time.Move(TimeSpan.FromMinutes(-30));
        await _office.PassToEndAsync();
        Assert.Single(_mail.Sent);
        Assert.Equal(NoticeStatus.Waiting, await _office.StatusAsync("n1"));
    }

    [Fact]
    public async Task A_jump_in_the_middle_of_a_send_neither_kills_nor_delays_it()
    {
        var hanging = new Hanging();
        _office.Notifiers["mail"] = hanging;
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassAsync();
        await hanging.CalledAsync();
        _office.Time.Move(TimeSpan.FromDays(7300));
        hanging.Answer(new Receipt(DeliveryOutcome.RetryLater, "451 later", TimeSpan.FromMinutes(1)));
        await _office.SettledAsync();
        Assert.Equal(NoticeStatus.Waiting, await _office.StatusAsync("n1"));
        await _office.Pump.IdleAsync();
        _office.Notifiers["mail"] = new Told(_ => Ok);
        await _office.PassToEndAsync();
        _office.Time.Advance(TimeSpan.FromSeconds(61));
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Delivered, await _office.StatusAsync("n1"));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public async Task A_restart_under_another_clock_gives_nothing_up_and_lets_nothing_sleep(int days)
    {
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassToEndAsync();
        await _office.Pump.DrainAsync(default);
        await using var next = new PostOffice(_office.Database);
        next.Channels.AddRange(_office.Channels);
        next.Time.Move(TimeSpan.FromDays(days));
        next.Notifiers["mail"] = _mail;
        await next.PassToEndAsync();
        next.Time.Advance(TimeSpan.FromMinutes(10.1));
        await next.PassToEndAsync();
        Assert.True(_mail.Sent.Count >= 2);
        Assert.Equal(NoticeStatus.Waiting, await next.StatusAsync("n1"));
        _mail = new Told(_ => Ok);
        next.Notifiers["mail"] = _mail;
        next.Time.Advance(TimeSpan.FromMinutes(10.1));
        await next.PassToEndAsync();
        Assert.Equal(NoticeStatus.Delivered, await next.StatusAsync("n1"));
    }

    [Fact]
    public async Task A_channel_is_tried_as_long_as_it_says_however_the_clock_was_moved_in_between()
    {
        _office.Channels[0] = _office.Channels[0] with { GiveUpAfter = TimeSpan.FromDays(2) };
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassToEndAsync();
        _office.Time.Advance(TimeSpan.FromDays(1));
        await _office.PassToEndAsync();
        _office.Time.Move(TimeSpan.FromDays(400));
        _office.Time.Advance(TimeSpan.FromDays(0.9));
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Waiting, await _office.StatusAsync("n1"));
        _office.Time.Advance(TimeSpan.FromDays(0.2));
        await _office.PassToEndAsync();
        var record = await _office.RecordAsync("n1");
        Assert.Equal((NoticeStatus.Dead, "given up after 2 days; last answer: 451 later"), (record.Status, record.LastDetail));
    }

    [Theory]
    [InlineData(9999)]
    [InlineData(-9999)]
    public async Task What_was_made_after_the_jump_and_before_it_was_noticed_is_not_moved(int days)
    {
        await _office.PassToEndAsync();
        _office.Time.Move(TimeSpan.FromDays(days));
        var now = _office.Time.GetUtcNow();
        await _office.AddAsync(Some.Notice("n1") with { CreatedAt = now, NotBefore = now });
        await _office.PassToEndAsync();
        Assert.Equal((1, NoticeStatus.Waiting), (_mail.Sent.Count, await _office.StatusAsync("n1")));
        Assert.Equal(0L, (long)_office.Database.Sql($"SELECT clock_from - {now.ToUnixTimeMilliseconds()} FROM outbox")!);
    }

    [Fact]
    public async Task Seven_days_are_tried_unless_the_config_says_otherwise()
    {
        await _office.AddAsync(Some.Notice("n1"));
        _office.Time.Advance(TimeSpan.FromDays(6.9));
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Waiting, await _office.StatusAsync("n1"));
        _office.Time.Advance(TimeSpan.FromDays(0.2));
        await _office.PassToEndAsync();
        Assert.StartsWith("given up after 7 days", (await _office.RecordAsync("n1")).LastDetail, StringComparison.Ordinal);
    }
}
