using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Tests.Alerts.Decide;
using Monitor.Tests.Alerts.Outbox;
using Monitor.Tests.Contracts;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;
using Told = Monitor.Tests.Alerts.Outbox.Told;

namespace Monitor.Tests.Bugs;

/// <summary>Found by the model tests: what a clock had stamped that ran a day ahead kept everything waiting for that day.</summary>
public sealed class ClockPutBackTests
{
    private const double Day = 86_400;

    [Fact]
    public void An_alert_of_the_wrong_day_ends_when_its_trouble_does()
    {
        var book = new Book(null, Channel("mail"));
        book.Tick(Day, Signal(SignalState.Firing));
        book.Restart();
        book.Tick(0, Signal(SignalState.Clear));
        Assert.NotEqual(AlertState.Resolved, book.Only.State);
        book.Tick(121, Signal(SignalState.Clear));
        Assert.Equal(AlertState.Resolved, book.Only.State);
    }

    [Fact]
    public void A_list_that_gathered_on_the_wrong_day_comes_at_the_next_look()
    {
        var book = new Book(new AlertBookOptions { Rules = new AlertingOptions { GroupSameKind = 1 } }, Channel("mail"));
        book.Tick(Day, Signal(SignalState.Firing), Signal(SignalState.Firing, subject: "second"));
        Assert.Single(book.Held);
        book.Tick(0);
        Assert.Equal([NoticeKind.Opened, NoticeKind.Summary], book.Sent.Select(n => n.Kind));
    }

    [Fact]
    public async Task A_notice_that_waits_or_is_taken_until_the_wrong_day_goes_out_today()
    {
        await using var office = new PostOffice();
        var start = office.Time.GetUtcNow();
        office.Notifiers["mail"] = new Told(_ => new Receipt(DeliveryOutcome.RetryLater, "busy"));
        await office.AddAsync(Some.Notice("waits", "a") with { Channel = "mail" }, Some.Notice("taken", "b") with { Channel = "dead" });
        office.Time.Advance(TimeSpan.FromDays(1));
        Assert.NotNull(await office.Database.Ledger.LeaseAsync("dead", TimeSpan.FromMinutes(2), office.Time.GetUtcNow(), default));
        await office.PassToEndAsync();
        office.Time.AdjustTime(start);
        office.Notifiers["mail"] = office.Notifiers["dead"] = new Told(_ => new Receipt(DeliveryOutcome.Delivered, "250 ok"));
        await office.PassToEndAsync();
        Assert.Equal((NoticeStatus.Delivered, NoticeStatus.Delivered), (await office.StatusAsync("waits"), await office.StatusAsync("taken")));
    }
}
