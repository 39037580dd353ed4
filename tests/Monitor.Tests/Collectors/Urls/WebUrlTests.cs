using Monitor.Collectors.Urls;
using Xunit;

namespace Monitor.Tests.Collectors.Urls;

public sealed class WebUrlTests
{
    [Theory]
    [InlineData("../b?q=高考#x", "https://a.cn/x/y/z", "https://a.cn/x/b?q=%E9%AB%98%E8%80%83#x")]
    [InlineData("//b.cn\\p", "https://a.cn/", "https://b.cn/p")]
    [InlineData(" HTTP://教育.中国:80/./a/%2E%2E/ ", null, "http://xn--wcvs22d.xn--fiqs8s/")]
    [InlineData("http://0x7f.1/", null, "http://127.0.0.1/")]
    [InlineData("http://[1:0:0:2::3]/", null, "http://[1:0:0:2::3]/")]
    [InlineData("http://[::ffff:1.2.3.4]/", null, "http://[::ffff:102:304]/")]
    [InlineData("javascript:alert(1)", "https://a.cn/", "javascript:alert(1)")]
    public void An_address_is_read_as_browsers_read_it(string written, string? onto, string expected) =>
        Assert.Equal(expected, WebUrl.Parse(written, onto is null ? null : WebUrl.Parse(onto))?.ToString());

    [Theory]
    [InlineData("/relative")]
    [InlineData("http://")]
    [InlineData("http://a b.cn/")]
    [InlineData("http://a.cn:99999/")]
    [InlineData("http://1.2.3.4.5/")]
    public void What_is_no_address_is_none(string written) => Assert.Null(WebUrl.Parse(written));

    [Theory]
    [InlineData("HTTP://News.Example.CN:80//a/./b/?b=2&a=1&&=x#top", "http://news.example.cn/a/b/?a=1&b=2")]
    [InlineData("http://a.cn/%66oo%2f%zz", "http://a.cn/foo%2F%25zz")]
    [InlineData("http://a.cn/x|y?id[]=1&k=^", "http://a.cn/x%7Cy?id%5B%5D=1&k=%5E")]
    [InlineData("http://a.cn/x%7cy?id%5b%5d=1&k=%5e", "http://a.cn/x%7Cy?id%5B%5D=1&k=%5E")]
    public void Addresses_of_one_page_are_spelt_alike(string written, string expected) => Assert.Equal(expected, UrlNormalizer.Normalize(written));

    [Fact]
    public void An_address_normalised_twice_stays() =>
        Assert.Equal(UrlNormalizer.Normalize("http://a.cn/x?b&a=%zz"), UrlNormalizer.Normalize(UrlNormalizer.Normalize("http://a.cn/x?b&a=%zz")!));

    [Theory]
    [InlineData("www.jyj.bj.gov.cn", "bj.gov.cn")]
    [InlineData("gov.cn", null)]
    [InlineData("a.b.ck.test", "ck.test")]
    [InlineData("127.0.0.1", null)]
    public void A_domain_someone_owns_begins_below_its_public_suffix(string host, string? expected) =>
        Assert.Equal(expected, new PublicSuffixes(["// list", "cn", "gov.cn", "*.ck", "!www.ck"]).RegistrableOf(host));
}
