using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;

namespace Monitor.Tests.Alerts.Decide;

public sealed class RestrictedAlertTests
{
    private static readonly Signal Care = Book.Signal(SignalState.Firing, team: Team.Propaganda) with { Restricted = true, Incident = "i1" };

    [Fact]
    public void It_goes_only_to_channels_that_name_its_team()
    {
        var book = new Book(null, Book.Channel("all"), Book.Channel("press", WarningLevel.Blue, Team.Propaganda), Book.Channel("wire", WarningLevel.Blue, Team.Security));
        book.Tick(0, Care);
        Assert.Equal("press", Assert.Single(book.Sent).Channel);
        Assert.True(book.Only.Restricted);
        Assert.Equal("i1", book.Only.Incident);
    }

    [Fact]
    public void Without_such_a_channel_the_decision_says_that_nobody_heard()
    {
        var book = new Book(null, Book.Channel("all"));
        book.Tick(0, Care);
        Assert.Empty(book.Sent);
        Assert.Contains("没有渠道", Assert.Single(book.Decisions).Text);
    }

    [Fact]
    public void What_was_restricted_once_stays_so()
    {
        var book = new Book();
        book.Tick(0, Book.Signal(SignalState.Firing));
        book.Tick(5, Care with { Why = "另一句" });
        book.Tick(10, Book.Signal(SignalState.Firing, why: "又一句"));
        Assert.True(book.Only.Restricted);
    }

    [Fact]
    public void Its_notice_names_no_evidence_and_says_how_to_handle_it()
    {
        var book = new Book();
        book.Tick(0, Care with { Evidence = ["0123456789abcdef"] });
        var notice = new NoticeWriter(new NoticeWriterOptions()).One(book.Only, NoticeKind.Opened, "press", Book.Start);
        Assert.DoesNotContain("0123456789abcdef", notice.Text + notice.Html);
        Assert.Contains("不点名", notice.Text);
        Assert.Contains("仅限宣传组和管理员", notice.Text);
    }
}
