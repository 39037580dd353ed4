using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Parsing;
using Xunit;

namespace Monitor.Tests.Collectors.JsonLists;

public sealed class ApiErrorsTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("""{"code":1,"msg":"请先登录","data":[]}""")]
    [InlineData("""{"code":1,"message":"token expired","data":[{"title":"x"}]}""")]
    [InlineData("""{"code":1,"msg":"操作未成功","data":[]}""")]
    [InlineData("""{"code":1,"data":[]}""")]
    [InlineData("""{"ok":-100,"url":"https://login"}""")]
    [InlineData("""{"success":false,"data":[]}""")]
    [InlineData("""{"status_code":8,"data":[]}""")]
    [InlineData("""{"errno":"100","data":[]}""")]
    [InlineData("""{"error":{"code":40362,"message":"请求存在异常"}}""")]
    public void A_refusal_is_an_api_error(string body) => Assert.Equal(Trouble.ApiError, Parse(body, new()).Trouble);

    [Theory]
    [InlineData("""{"code":1,"data":[{"title":"x"}]}""")]
    [InlineData("""{"code":1,"msg":"获取成功","data":[{"title":"x"}]}""")]
    [InlineData("""{"code":"0000","data":[{"title":"x"}]}""")]
    [InlineData("""{"code":200,"message":"请求成功","data":[{"title":"x"}]}""")]
    [InlineData("""{"ok":1,"data":[{"title":"x"}]}""")]
    [InlineData("""{"success":true,"errno":0,"error":"","data":[{"title":"x"}]}""")]
    public void A_success_is_read(string body) => Assert.Single(Parse(body, new()).Items);

    [Theory]
    [InlineData("code", "0")]
    [InlineData("code", "200")]
    [InlineData("code", "\"0\"")]
    [InlineData("code", "\"SUCCESS\"")]
    [InlineData("meta.ok", "1")]
    [InlineData("meta.ok", "true")]
    [InlineData("meta.success", "\"ok\"")]
    public void Without_okValue_the_usual_values_mean_success(string path, string value) =>
        Assert.Single(Parse(With(path, value), new() { OkPath = path }).Items);

    [Theory]
    [InlineData("code", "1")]
    [InlineData("status", "1")]
    [InlineData("meta.ok", "0")]
    [InlineData("code", "null")]
    [InlineData("other", "1")]
    public void Without_okValue_anything_else_is_an_error_that_tells_what_was_expected(string path, string value)
    {
        var parsed = Parse(With(path == "other" ? "code" : path, value), new() { OkPath = path });
        Assert.Equal(Trouble.ApiError, parsed.Trouble);
        Assert.Contains("expected", parsed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("10 || 1", true)]
    [InlineData("0", false)]
    public void An_okValue_of_ones_own_is_the_only_measure(string okValue, bool read) =>
        Assert.Equal(read, Parse("""{"code":1,"msg":"whatever","data":[{"title":"x"}]}""", new() { OkPath = "code", OkValue = okValue }).Trouble is null);

    private static Parsed Parse(string body, JsonListOptions options) => JsonListParser.Parse(body, null, options with { Items = "data" }, Now);

    private static string With(string path, string value) =>
        path.Split('.') is [var outer, var inner] ? $$"""{"{{outer}}":{"{{inner}}":{{value}}},"data":[{"title":"x"}]}""" : $$"""{"{{path}}":{{value}},"data":[{"title":"x"}]}""";
}
