using MimeKit;
using Monitor.Alerts.Digest;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Tests.Alerts.Digest;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Alerts.Email;

/// <summary>One person's letter over a real SMTP server.</summary>
public sealed class DigestMailTests
{
    private const string Way = "https://monitor.example.cn/digest/unsubscribe?t=w.x.y";

    [Fact]
    public async Task A_persons_letter_goes_to_that_person_alone_with_pictures_files_and_a_way_out()
    {
        await using var server = await MailServer.StartAsync();
        var notice = new DigestComposer().ComposeFor(DigestComposerTests.Week, "mail", new Mailbox("li", "li@qingwu.example"), Way, Some.T0, Language.Zh, DigestAudience.Everyone);
        var options = new EmailOptions { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "monitor@qingwu.example", To = ["duty@qingwu.example"] };
        var receipt = await new EmailNotifier(options, TimeProvider.System).SendAsync(notice, TestContext.Current.CancellationToken);
        Assert.Equal(DeliveryOutcome.Delivered, receipt.Outcome);
        await server.CameAsync();
        var letter = Assert.Single(server.Letters);
        Assert.Equal(["li@qingwu.example"], letter.To);
        Assert.DoesNotContain("duty@", letter.Message.ToString(), StringComparison.Ordinal);
        Assert.Equal($"<{Way}>", letter.Message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", letter.Message.Headers["List-Unsubscribe-Post"]);
        Assert.Contains(Way.Replace("&", "&amp;", StringComparison.Ordinal), letter.Message.HtmlBody, StringComparison.Ordinal);

        var related = Assert.Single(new MimeIterator(letter.Message).Parts().OfType<MultipartRelated>());
        foreach (var picture in notice.Attachments.Where(a => a.ContentId is not null))
        {
            Assert.Contains($"cid:{picture.ContentId}", letter.Message.HtmlBody, StringComparison.Ordinal);
            Assert.Equal(picture.Content, Bytes((MimePart)related.Single(p => p.ContentId == picture.ContentId)));
        }

        Assert.Equal(["digest-2026-W26.docx", "digest-2026-W26.xlsx"], letter.Message.Attachments.Select(a => a.ContentDisposition!.FileName));
        Assert.Equal(notice.Attachments.Where(a => a.ContentId is null).Select(a => Convert.ToHexString(a.Content)), letter.Message.Attachments.Select(a => Convert.ToHexString(Bytes((MimePart)a))));
    }

    [Theory]
    [InlineData("li@qingwu.example", true)]
    [InlineData("li@qingwu.example\r\nBcc: x@evil.example", false)]
    [InlineData("Li <li@qingwu.example>", false)]
    [InlineData("a@b, c@d", false)]
    [InlineData("li", false)]
    [InlineData("", false)]
    public void Only_one_plain_address_is_one(string text, bool good) => Assert.Equal(good, MailFile.IsAddress(text));

    private static byte[] Bytes(MimePart part)
    {
        using var stream = new MemoryStream();
        part.Content!.DecodeTo(stream);
        return stream.ToArray();
    }
}

file static class MimeParts
{
    public static IEnumerable<MimeEntity> Parts(this MimeIterator iterator)
    {
        while (iterator.MoveNext()) yield return iterator.Current;
    }
}
