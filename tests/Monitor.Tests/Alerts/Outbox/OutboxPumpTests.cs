using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

public sealed class OutboxPumpTests : IAsyncLifetime
{
    private static readonly Receipt Ok = new(DeliveryOutcome.Delivered, "250 ok");
    private readonly PostOffice _office = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task A_hanging_channel_delays_only_its_own_notices()
    {
        var stuck = new Hanging();
        var mail = new Told(_ => Ok);
        (_office.Notifiers["stuck"], _office.Notifiers["mail"]) = (stuck, mail);
        await _office.AddAsync(To("stuck", "s1"), To("stuck", "s2"), To("mail", "m1"));
        Assert.Equal(2, await _office.Pump.PumpAsync(default));
        await stuck.CalledAsync();
        await _office.SettledAsync();
        Assert.Equal(NoticeStatus.Delivered, await _office.StatusAsync("m1"));

        await _office.AddAsync(To("mail", "m2"));
        Assert.InRange(await _office.Pump.PumpAsync(default), 0, 1);
        while (await _office.StatusAsync("m2") != NoticeStatus.Delivered) await _office.PassAsync();
        Assert.Equal((NoticeStatus.Leased, NoticeStatus.Waiting), (await _office.StatusAsync("s1"), await _office.StatusAsync("s2")));
        stuck.Answer(Ok);
        await _office.Pump.IdleAsync();
        Assert.Equal((NoticeStatus.Delivered, NoticeStatus.Delivered), (await _office.StatusAsync("s1"), await _office.StatusAsync("s2")));
    }

    [Fact]
    public async Task A_receiver_that_echoes_its_notice_puts_no_link_that_acts_into_the_receipt()
    {
        _office.Notifiers["mail"] = new Told(n => new Receipt(DeliveryOutcome.Delivered, "200 " + n.Text));
        await _office.AddAsync(To("mail", "m1") with { Text = "https://m.example/ack/AB_c-1 https://m.example/alerts/a1", Links = [new NoticeLink("受理", "https://m.example/ack/AB_c-1", Acts: true), new NoticeLink("看板", "https://m.example/alerts/a1")] });
        await _office.PassToEndAsync();
        Assert.Equal("200 https://m.example/ack/*** https://m.example/alerts/a1", (await _office.RecordAsync("m1")).LastDetail);
    }

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 40)]
    public async Task A_send_ends_at_its_limit_and_the_lane_goes_on(bool deaf, int seconds)
    {
        var stuck = new Hanging(deaf) { Limit = TimeSpan.FromSeconds(30) };
        _office.Notifiers["stuck"] = stuck;
        await _office.AddAsync(To("stuck", "s1"), To("stuck", "s2"));
        await _office.PassAsync();
        await stuck.CalledAsync();
        _office.Time.Advance(TimeSpan.FromSeconds(seconds));
        await _office.SettledAsync();
        await stuck.CalledAsync();
        var record = await _office.RecordAsync("s1");
        Assert.Equal((NoticeStatus.Waiting, "no answer within 30 s"), (record.Status, record.LastDetail));
        Assert.InRange(record.Notice.NotBefore, Some.T0.AddSeconds(seconds), Some.T0.AddSeconds(seconds + 1));
        Assert.Equal(NoticeStatus.Leased, await _office.StatusAsync("s2"));
    }

    [Fact]
    public async Task A_notifier_that_throws_costs_its_own_notice_only_and_its_words_are_not_kept()
    {
        _office.Notifiers["mail"] = new Told(n => n.Id == "bad" ? throw new InvalidOperationException("https://hook.example/?key=s3cret") : Ok);
        await _office.AddAsync(To("mail", "bad") with { Level = WarningLevel.Red }, To("mail", "good"));
        await _office.PassToEndAsync();
        var bad = await _office.RecordAsync("bad");
        Assert.Equal((NoticeStatus.Waiting, "InvalidOperationException"), (bad.Status, bad.LastDetail));
        Assert.Equal(NoticeStatus.Delivered, await _office.StatusAsync("good"));
    }

    [Fact]
    public async Task A_notifier_that_blocks_its_thread_holds_up_no_other_channel()
    {
        using var free = new ManualResetEventSlim();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _office.Notifiers["stuck"] = new Told(_ =>
        {
            called.SetResult();
            free.Wait(TestContext.Current.CancellationToken);
            return Ok;
        });
        _office.Notifiers["mail"] = new Told(_ => Ok);
        await _office.AddAsync(To("stuck", "s1"), To("mail", "m1"));
        await _office.PassAsync();
        // The other channel may be done before this one has even begun.
        await called.Task;
        await _office.SettledAsync();
        Assert.Equal((NoticeStatus.Leased, NoticeStatus.Delivered), (await _office.StatusAsync("s1"), await _office.StatusAsync("m1")));
        free.Set();
        await _office.Pump.IdleAsync();
        Assert.Equal(NoticeStatus.Delivered, await _office.StatusAsync("s1"));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_recorded_stops_nothing_and_its_notice_comes_again()
    {
        var mail = new Told(_ => Ok);
        _office.Notifiers["mail"] = mail;
        await _office.AddAsync(To("mail", "n1"), To("mail", "n2"), To("mail", "n3"));
        _office.Database.Sql("CREATE TRIGGER broken BEFORE UPDATE OF delivered_at ON outbox WHEN NEW.id = 'n1' BEGIN SELECT raise(ABORT, 'disk'); END");
        await _office.PassToEndAsync();
        Assert.Equal(["n1", "n2", "n3"], mail.Sent);
        Assert.Equal((NoticeStatus.Leased, NoticeStatus.Delivered, NoticeStatus.Delivered),
            (await _office.StatusAsync("n1"), await _office.StatusAsync("n2"), await _office.StatusAsync("n3")));

        _office.Database.Sql("DROP TRIGGER broken");
        await _office.PassToEndAsync();
        Assert.Equal(3, mail.Sent.Count);
        _office.Time.Advance(TimeSpan.FromMinutes(2));
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Delivered, await _office.StatusAsync("n1"));
        Assert.Equal(["n1", "n2", "n3", "n1"], mail.Sent);
    }

    [Fact]
    public async Task A_ledger_that_fails_ends_the_turn_and_the_next_one_goes_on()
    {
        _office.Notifiers["mail"] = new Told(_ => Ok);
        await _office.AddAsync(To("mail", "n1"));
        _office.Database.Sql("CREATE TRIGGER broken BEFORE UPDATE OF lease_token ON outbox BEGIN SELECT raise(ABORT, 'disk'); END");
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Waiting, await _office.StatusAsync("n1"));
        _office.Database.Sql("DROP TRIGGER broken");
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Delivered, await _office.StatusAsync("n1"));
    }

    [Fact]
    public async Task A_late_answer_does_not_overwrite_its_successors()
    {
        var suspended = new Hanging();
        _office.Notifiers["mail"] = suspended;
        await _office.AddAsync(To("mail", "n1"));
        await _office.PassAsync();
        await suspended.CalledAsync();

        // Another process whose clock went on while the first one's stood still.
        await using var other = new PostOffice(_office.Database);
        other.Notifiers["mail"] = new Told(_ => Ok);
        other.Time.Advance(TimeSpan.FromMinutes(10));
        await other.PassToEndAsync();
        suspended.Answer(new Receipt(DeliveryOutcome.Permanent, "550 too late"));
        await _office.Pump.IdleAsync();
        var record = await _office.RecordAsync("n1");
        Assert.Equal((NoticeStatus.Delivered, "250 ok", 2), (record.Status, record.LastDetail, record.Notice.Attempts));
    }

    [Fact]
    public async Task A_stored_notice_that_cannot_be_read_does_not_stop_its_channel()
    {
        _office.Notifiers["mail"] = new Told(_ => Ok);
        await _office.AddAsync(To("mail", "n1"), To("mail", "n2"));
        _office.Database.Sql("UPDATE outbox SET body = '{\"Kind\":\"Unheard-of\"}' WHERE id = 'n1'");
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Delivered, await _office.StatusAsync("n2"));
        Assert.Equal("the stored notice cannot be read by this build", _office.Database.Sql("SELECT detail FROM outbox WHERE id = 'n1' AND status = 3"));
    }

    private static Notice To(string channel, string id) => Some.Notice(id, "alert-" + id) with { Channel = channel };
}
