using System.Buffers.Text;
using Monitor.Core.Alerts;
using Monitor.Host.Acknowledging;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Acknowledging;

public sealed class LinkTokenTests
{
    private static readonly LinkToken Tokens = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly string Token = Tokens.Write(Some.Alert("0123456789abcdef"), NoticeKind.PassedOn, "duty-mail", Some.T0);

    [Fact]
    public void A_token_says_which_alert_channel_and_notice_and_until_when()
    {
        var claim = Tokens.Read(Token)!;
        Assert.Equal(("0123456789abcdef", "duty-mail", "0123456789abcdef:1:passedon:duty-mail", Some.T0), (claim.AlertId, claim.Channel, claim.Notice, claim.Expires));
        Assert.Equal(64, claim.Id.Length);
        Assert.InRange(Token.Length, 40, 120);
        Assert.Matches("^[A-Za-z0-9_-]+$", Token);
    }

    [Fact]
    public void The_same_notice_gives_the_same_token_and_another_one_another()
    {
        Assert.Equal(Token, Tokens.Write(Some.Alert("0123456789abcdef"), NoticeKind.PassedOn, "duty-mail", Some.T0));
        Assert.NotEqual(Token, Tokens.Write(Some.Alert("0123456789abcdef", 2), NoticeKind.PassedOn, "duty-mail", Some.T0));
    }

    [Fact]
    public void No_bit_of_it_can_be_changed()
    {
        var bytes = Base64Url.DecodeFromChars(Token);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var forged = bytes.ToArray();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(Tokens.Read(Base64Url.EncodeToString(forged)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("ACK")]
    [InlineData("%00%00")]
    [InlineData("../../signin")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_is_refused(string text) => Assert.Null(Tokens.Read(text));

    [Fact]
    public void Nor_one_cut_short_drawn_out_or_of_another_key()
    {
        Assert.All(Enumerable.Range(1, Token.Length - 1), length => Assert.Null(Tokens.Read(Token[..length])));
        Assert.Null(Tokens.Read(Token + Token));
        Assert.Null(Tokens.Read(new string('A', 100_000)));
        Assert.Null(new LinkToken(new byte[32]).Read(Token));
    }

    /// <summary>The last character of base64 has bits that mean nothing; two spellings must not be two uses.</summary>
    [Fact]
    public void Another_spelling_of_a_token_is_the_same_link() =>
        Assert.All("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Select(c => Tokens.Read(Token[..^1] + c)).OfType<LinkClaim>(), c => Assert.Equal(Tokens.Read(Token)!.Id, c.Id));
}
