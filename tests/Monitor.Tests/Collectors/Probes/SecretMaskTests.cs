using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using Monitor.Collectors.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

public sealed class SecretMaskTests
{
    private const string Odd = "p/ä+ss \"w<rd&'%中!";

    public static TheoryData<string> Dresses => [.. Dressed(Odd)];

    [Theory]
    [MemberData(nameof(Dresses))]
    public void A_secret_is_found_in_every_dress(string dressed) =>
        Assert.Equal("before *** after", SecretMask.Of([Odd]).Clean($"before {dressed} after"));

    [Theory]
    [InlineData("t:")]
    [InlineData("te:")]
    [InlineData("tes:")]
    public void Of_basic_authentication_no_more_remains_than_the_name(string name)
    {
        const string password = "correct horse battery";
        var sent = Convert.ToBase64String(Encoding.UTF8.GetBytes(name + password));
        var left = SecretMask.Of([password]).Clean(sent);
        // What is left and does not hang on the secret alone: the name, and at either seam a digit that holds bits of both.
        Assert.InRange(left.Replace("***", "", StringComparison.Ordinal).TrimEnd('=').Length, 0, (name.Length * 8 / 6) + 3);
        Assert.Contains("***", left, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_within_another_leaves_none_of_the_longer_one() =>
        Assert.Equal("***", SecretMask.Of(["pass", "password-1"]).Clean("password-1"));

    [Fact]
    public void Whatever_the_secret_and_however_it_is_dressed_it_does_not_come_through() =>
        Gen.Select(Gen.String[6, 20], Gen.String[0, 10], Gen.String[0, 10]).Where(t => t.Item1.All(c => !char.IsSurrogate(c))).Sample((secret, before, after) =>
        {
            var mask = SecretMask.Of([secret]);
            foreach (var dressed in Dressed(secret))
                if (mask.Clean(before + dressed + after).Contains(dressed, StringComparison.Ordinal)) return false;
            return true;
        });

    private static IEnumerable<string> Dressed(string secret) =>
    [
        secret, secret.ToUpperInvariant(), Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret),
        JsonEncodedText.Encode(secret).ToString(),
    ];
}
