using Monitor.Core.Posts;
using Monitor.Host.Demo;
using Monitor.Host.Demo.Receivers;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class DayBooksTests
{
    [Fact]
    public void A_lost_post_a_doubled_one_and_a_repeated_mail_are_named()
    {
        ScriptedPost[] published = [Out("m1"), Out("m2"), Out("f3")];
        Post[] stored = [Kept("1", "http://x/post/m1"), Kept("2", "http://x/thread/f3"), Kept("3", "http://x/thread/f3"), Kept("4", "http://x/news/n9.html")];
        CaughtMail[] mails = [Mail("a"), Mail("a"), Mail("b")];
        var books = DayBooks.Compare(published, stored, mails);
        Assert.Equal(["m2"], books.Lost);
        Assert.Equal(["f3"], books.Doubled);
        Assert.Equal(1, books.RepeatedMails);
        Assert.False(books.Whole);
    }

    private static ScriptedPost Out(string id) => new() { Id = id, Minute = 1, Site = "microblog" };

    private static Post Kept(string id, string url) => new()
    {
        Id = id,
        SourceId = "s",
        Platform = "p",
        Url = url,
        Text = "t",
        Published = DemoDay.Start,
        FirstSeen = DemoDay.Start,
    };

    private static CaughtMail Mail(string id) => new(DemoDay.Start, "a@x", ["b@x"], "s", "t", id);
}
