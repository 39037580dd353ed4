using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Monitor.Tests.Alerts.Decide;
using Monitor.Tests.Alerts.Outbox;
using Monitor.Tests.Contracts;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;
using Told = Monitor.Tests.Alerts.Outbox.Told;

namespace Monitor.Tests.Bugs;

/// <summary>Found by the model tests: people heard an end before its beginning, without it, or the beginning after the end.</summary>
public sealed class EndsWithoutBeginningsTests
{
    private static readonly DailyWindow Night = new() { From = new(7, 0), Until = new(9, 0) };

    [Fact]
    public void A_beginning_that_waited_for_the_morning_does_not_come_after_the_end_that_was_told_at_night()
    {
        var book = new Book(null, Channel("phone") with { Quiet = [Night] });
        book.Tick(0, Signal(SignalState.Firing));
        book.Tick(5, Signal(SignalState.Firing, WarningLevel.Orange));
        book.Tick(300, Signal(SignalState.Clear));
        book.Tick(3600);
        Assert.Equal([NoticeKind.Escalated, NoticeKind.Resolved], book.Sent.Select(n => n.Kind));
        Assert.Empty(book.Held);
        Assert.Contains(book.Decisions, d => d.Reason == DecisionReason.Summarised && d.Text.Contains("一并说明", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_end_does_not_overtake_the_list_that_holds_its_beginning()
    {
        var answers = new Queue<Receipt>([new Receipt(DeliveryOutcome.RetryLater, "busy"), Ok, Ok]);
        var mail = new Told(_ => answers.Dequeue());
        await using var office = new PostOffice();
        office.Notifiers["mail"] = mail;
        await office.AddAsync(Some.Notice("list") with { AlertId = null, Kind = NoticeKind.Summary, Topic = SentMark.Summary, Channel = "mail" });
        await office.PassToEndAsync();
        await office.AddAsync(Some.Notice("end") with { Kind = NoticeKind.Resolved, Level = WarningLevel.Red, Channel = "mail" });
        await office.PassToEndAsync();
        office.Time.Advance(TimeSpan.FromSeconds(2));
        await office.PassToEndAsync();
        Assert.Equal(["list", "list", "end"], mail.Sent);
    }

    [Fact]
    public async Task An_end_whose_beginning_was_refused_for_good_is_not_sent_and_the_record_says_why()
    {
        var mail = new Told(n => n.Kind == NoticeKind.Opened ? new Receipt(DeliveryOutcome.Permanent, "550 no") : Ok);
        await using var office = new PostOffice();
        office.Notifiers["mail"] = mail;
        await office.AddAsync(Some.Notice("begin") with { Channel = "mail", Kind = NoticeKind.Opened }, Some.Notice("end") with { Channel = "mail", Kind = NoticeKind.Resolved });
        await office.PassToEndAsync();
        Assert.Equal(["begin"], mail.Sent);
        var end = await office.RecordAsync("end");
        Assert.Equal((NoticeStatus.Dead, "not sent: its beginning could not be delivered on this channel"), (end.Status, end.LastDetail));
    }

    private static Receipt Ok { get; } = new(DeliveryOutcome.Delivered, "250 ok");
}
