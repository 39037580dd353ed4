using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

public sealed class OutboxRetryTests : IAsyncLifetime
{
    private static readonly Receipt Ok = new(DeliveryOutcome.Delivered, "250 ok");
    private readonly PostOffice _office = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task A_refused_attempt_waits_longer_each_time_and_holds_its_successor()
    {
        var answers = new Queue<Receipt>([Later(), Later(), Later(), Ok, Ok]);
        var mail = new Told(_ => answers.Dequeue());
        _office.Notifiers["mail"] = mail;
        await _office.AddAsync(Some.Notice("opened"), Some.Notice("resolved"));
        foreach (var most in new[] { 1, 2, 4 })
        {
            await _office.PassToEndAsync();
            var wait = (await _office.RecordAsync("opened")).Notice.NotBefore - _office.Time.GetUtcNow();
            Assert.InRange(wait, TimeSpan.FromSeconds(most / 2.0), TimeSpan.FromSeconds(most));
            await _office.PassToEndAsync();
            _office.Time.Advance(wait + TimeSpan.FromMilliseconds(1));
        }

        await _office.PassToEndAsync();
        Assert.Equal(["opened", "opened", "opened", "opened", "resolved"], mail.Sent);
    }

    [Fact]
    public async Task A_channel_is_not_asked_again_before_it_said()
    {
        _office.Notifiers["mail"] = new Told(_ => Later(TimeSpan.FromMinutes(7)));
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassToEndAsync();
        Assert.Equal(Some.T0.AddMinutes(7), (await _office.RecordAsync("n1")).Notice.NotBefore);
    }

    [Fact]
    public async Task A_full_bucket_of_ours_neither_lengthens_the_wait_nor_gives_up_after_three_days()
    {
        _office.Notifiers["mail"] = new Told(_ => new Receipt(DeliveryOutcome.RetryLater, "no room", TimeSpan.FromMilliseconds(20)) { Held = true });
        await _office.AddAsync(Some.Notice("n1"));
        _office.Time.Advance(TimeSpan.FromDays(4));
        for (var i = 0; i < 20; i++) _office.Time.Advance(TimeSpan.FromMilliseconds(20));
        await _office.PassToEndAsync();
        var record = await _office.RecordAsync("n1");
        Assert.Equal((NoticeStatus.Waiting, TimeSpan.FromMilliseconds(20)), (record.Status, record.Notice.NotBefore - _office.Time.GetUtcNow()));
    }

    [Fact]
    public async Task What_a_channel_will_never_take_is_a_dead_letter_at_once()
    {
        _office.Notifiers["mail"] = new Told(_ => new Receipt(DeliveryOutcome.Permanent, "550 no"));
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassToEndAsync();
        Assert.Equal((NoticeStatus.Dead, "550 no"), ((await _office.RecordAsync("n1")).Status, (await _office.RecordAsync("n1")).LastDetail));
    }

    [Fact]
    public async Task A_channel_that_is_gone_keeps_its_notices_for_three_days()
    {
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassToEndAsync();
        Assert.Equal("channel 'mail' is not configured any more", (await _office.RecordAsync("n1")).LastDetail);
        _office.Time.Advance(TimeSpan.FromDays(3));
        await _office.PassToEndAsync();
        Assert.Equal(NoticeStatus.Waiting, await _office.StatusAsync("n1"));
        _office.Time.Advance(TimeSpan.FromMinutes(1));
        await _office.PassToEndAsync();
        var record = await _office.RecordAsync("n1");
        Assert.Equal((NoticeStatus.Dead, "given up after three days; last answer: channel 'mail' is not configured any more"), (record.Status, record.LastDetail));
    }

    [Fact]
    public async Task Draining_waits_for_the_send_under_way_and_takes_nothing_more()
    {
        var mail = new Hanging();
        _office.Notifiers["mail"] = mail;
        await _office.AddAsync(Some.Notice("n1", "a1"), Some.Notice("n2", "a2"));
        await _office.PassAsync();
        await mail.CalledAsync();
        var drained = _office.Pump.DrainAsync(default);
        Assert.False(drained.IsCompleted);
        Assert.Equal(0, await _office.Pump.PumpAsync(default));
        mail.Answer(Ok);
        await drained;
        Assert.Equal((NoticeStatus.Delivered, NoticeStatus.Waiting), (await _office.StatusAsync("n1"), await _office.StatusAsync("n2")));
    }

    [Fact]
    public async Task A_send_given_up_at_the_end_is_due_again_at_once()
    {
        var mail = new Hanging(deaf: true);
        _office.Notifiers["mail"] = mail;
        await _office.AddAsync(Some.Notice("n1"));
        await _office.PassAsync();
        await mail.CalledAsync();
        await _office.Pump.DrainAsync(new CancellationToken(canceled: true));
        var record = await _office.RecordAsync("n1");
        Assert.Equal((NoticeStatus.Waiting, Some.T0), (record.Status, record.Notice.NotBefore));
        await using var next = new PostOffice(_office.Database);
        next.Notifiers["mail"] = new Told(_ => Ok);
        await next.PassToEndAsync();
        Assert.Equal(NoticeStatus.Delivered, await next.StatusAsync("n1"));
    }

    private static Receipt Later(TimeSpan? after = null) => new(DeliveryOutcome.RetryLater, "451 later", after);
}
