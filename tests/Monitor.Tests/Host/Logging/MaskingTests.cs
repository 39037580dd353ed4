using Monitor.Core.Alerts;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Monitor.Host.Logging.Masking;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Logging;

public sealed class MaskingTests : IDisposable
{
    private readonly LogRig _rig = new();

    [Theory]
    [InlineData("GET https://monitor.example.cn/m/ack/AWomFBBhMQoxCjAKbmlnaHQ failed", "AWomFBBhMQoxCjAKbmlnaHQ")]
    [InlineData("GET /digest/unsubscribe?t=eyb3aGVuLWFuZC13aG8 200", "eyb3aGVuLWFuZC13aG8")]
    [InlineData("POST https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa: 400", "693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa")]
    [InlineData("POST https://oapi.dingtalk.com/robot/send?access_token=fe4a7c12&timestamp=1790000000000&sign=aQ%2Bz9%3D", "fe4a7c12")]
    [InlineData("POST https://oapi.dingtalk.com/robot/send?access_token=fe4a7c12&timestamp=1790000000000&sign=aQ%2Bz9%3D", "aQ%2Bz9%3D")]
    [InlineData("https://open.feishu.cn/open-apis/bot/v2/hook/0f1e2d3c-aaaa", "0f1e2d3c-aaaa")]
    [InlineData("https://hooks.slack.com/services/T000/B000/XXXXyyyy", "XXXXyyyy")]
    [InlineData("connect to amqp://user:hunter2!x@mq:5672/", "hunter2!x")]
    [InlineData("Host=db;Username=m;Password=p@ss word;Database=x", "p@ss word")]
    [InlineData("Server=db;Pwd='a;b c';Database=x", "a;b c")]
    [InlineData("Data Source=x;Password=last", "last")]
    [InlineData("Authorization: Bearer abc.def-ghi", "abc.def-ghi")]
    [InlineData("words Authorization: rlYioFCbIFnW words", "rlYioFCbIFnW")]
    [InlineData("headers {Authorization=ApiKey VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==}", "VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw")]
    [InlineData("sent Basic dXNlcjpwYXNz0", "dXNlcjpwYXNz0")]
    [InlineData("Cookie: .Monitor=CfDJ8Abc; other=1", "CfDJ8Abc")]
    [InlineData("{\"user\":\"x\",\"password\":\"s3cr,et\",\"n\":1}", "s3cr,et")]
    [InlineData("{\"access_token\":\"s3cret\"}", "s3cret")]
    [InlineData("client_secret=abcdef&grant_type=x", "abcdef")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "c2lnbmF0dXJl")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----", "MIIEvQIBADANBg")]
    [InlineData("家长电话13812345678，请回电", "13812345678")]
    [InlineData("call +86 138-1234-5678 now", "138-1234-5678")]
    [InlineData("１３８１２３４５６７８", "１３８１２３４５６７８")]
    [InlineData("138\u200b12345678", "12345678")]
    [InlineData("身份证11010119900307123X丢了", "11010119900307123X")]
    [InlineData("老身份证号 110101900307123", "110101900307123")]
    [InlineData("准考证号：330101123456", "330101123456")]
    [InlineData("写信a.b@example.com", "a.b@example.com")]
    [InlineData("加QQ：12345678", "12345678")]
    [InlineData("微信号：abc_12345", "abc_12345")]
    public void A_secret_is_shown_nowhere_whether_it_came_in_the_words_in_a_property_or_in_an_exception(string text, string secret)
    {
#pragma warning disable CA2254, Serilog004
        _rig.Log.Information(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        _rig.Log.Information(text);
#pragma warning restore CA2254, Serilog004
        _rig.Log.Information("Told {Text} {@Also} {Many}", text, new { Inner = text }, new[] { text });
        _rig.Log.ForContext("Scope", new Dictionary<string, string> { ["path"] = text }, destructureObjects: true).Information("x");
        _rig.Log.Error(new InvalidOperationException(text, new IOException("inner: " + text)), "Failed");
        Assert.DoesNotContain(secret, _rig.All, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, System.Text.RegularExpressions.Regex.Unescape(_rig.All.Replace("\\", "\\\\", StringComparison.Ordinal)), StringComparison.Ordinal);
        foreach (var line in _rig.Ecs) EcsRules.Check(line);
    }

    [Theory]
    [InlineData("Configuration reloaded: 12 sources, 5 targets, 8 rules")]
    [InlineData("Post 3fa85f6457174562b3fc2c963f66afa6 of weibo-hot folded into story 01JZX4K7")]
    [InlineData("sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 fits")]
    [InlineData("hash 15d6c13812345678f00a08bb holds eleven digits")]
    [InlineData("At 2026-06-07T09:00:00.0000000+08:00 (1790000000000 ms, 639164736000000000 ticks)")]
    [InlineData("Took 138.12345678 ms, 0.13812345678 s, 1.5678901234E-05")]
    [InlineData("Listening on http://192.168.10.200:8080 and [2001:db8::1]:443 as 172.16.254.1")]
    [InlineData("Item 4912345678901234 of page 3 (weibo status), next_cursor 5029384756102938")]
    [InlineData("Trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7")]
    [InlineData("3600000 of 5000000 bytes, 12,345 posts, 86400 s; 热线0571-12345678或12345")]
    [InlineData("The cancellation token was cancelled; unexpected token: '}' at line 3")]
    [InlineData("Basic authentication is off; the key was not found; monkey=banana")]
    [InlineData("GET https://news.example.cn/list?page=2&size=20&id=99812 answered 503")]
    [InlineData("a secret must not be written in the config itself; write env:NAME or file:/path")]
    [InlineData("wechat-duty and wecom-duty: sent; 企业微信 wecom-duty: sent")]
    [InlineData("Guid 6f9619ff-8b86-d011-b42d-00cf4fc964ff, version 10.0.15, kernel 6.1.0-13-amd64")]
    [InlineData("Signed in, tokenized 312 tokens, keyed by author, passwordless")]
    public void What_only_looks_like_one_stays_as_it_is(string text)
    {
        Assert.Equal(text, TextMask.Mask(text));
        _rig.Log.Information("Told {Text}", text);
        Assert.Equal(text, _rig.Last.GetProperty("labels").GetProperty("Text").GetString());
    }

    [Fact]
    public void A_number_stays_a_number_unless_the_words_before_it_say_whose_it_is()
    {
        _rig.Log.Information("{Bytes} bytes at {Ticks}, 手机号 {Number}, {Phone}", 15_000_000_000, 13_812_345_678, 13_912_345_678, 13_712_345_678);
        var labels = EcsRules.Check(_rig.Ecs.Single()).GetProperty("labels");
        Assert.Equal(("15000000000", "13812345678"), (labels.GetProperty("Bytes").GetString(), labels.GetProperty("Ticks").GetString()));
        Assert.Equal(("***", "***"), (labels.GetProperty("Number").GetString(), labels.GetProperty("Phone").GetString()));
        Assert.DoesNotContain("13912345678", _rig.All, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_where_a_secret_is_expected_is_hidden_whatever_it_looks_like()
    {
        _rig.Log.Information("Password={Value}; GET /m/ack/{Id}; ?t={Query}; Authorization: Bearer {Header}", "plain words", "aaa", "bbb", "ccc");
        foreach (var secret in new[] { "plain words", "aaa", "bbb", "ccc" }) Assert.DoesNotContain(secret, _rig.All, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_carry_secrets_or_people_are_told_by_their_ids_however_they_are_logged()
    {
        object[] carriers =
        [
            new Secret("env:X", "Zq81-never-shown"),
            Some.Post("p1") with { Text = "Zq81 text", Title = "Zq81 title", AuthorKey = "Zq81 author" },
            new RawPost { SourceId = "s", Text = "Zq81 raw", Author = "Zq81 name" },
            new Mailbox("li", "Zq81@example.cn"),
            new User("li", Role.Admin, "Zq81hash", false, 0, null),
            new ChannelDefinition { Id = "duty", Kind = "email", Options = new { To = "Zq81" } },
            new System.Data.Common.DbConnectionStringBuilder { ["Host"] = "db", ["Password"] = "Zq81;x" },
        ];
        foreach (var carrier in carriers)
        {
            _rig.Log.Information("{@Whole}", carrier);
            _rig.Log.Information("{Short} {@List} {@Inside}", carrier, new[] { carrier }, new { Carrier = carrier });
            _rig.Log.Error(new InvalidOperationException($"with {carrier}"), "Failed");
        }

        Assert.DoesNotContain("Zq81", _rig.All, StringComparison.Ordinal);
        Assert.Contains("p1", _rig.All, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_the_config_is_hidden_in_any_surroundings_also_as_part_of_an_address()
    {
        KnownSecrets.Add("correct horse/battery");
        _rig.Log.Information("It is correct horse/battery, in an address {Url}", "https://x/?q=" + Uri.EscapeDataString("correct horse/battery"));
        Assert.DoesNotContain("battery", _rig.All, StringComparison.Ordinal);
        Assert.Contains("It is ***, in an address", _rig.All, StringComparison.Ordinal);
    }

    [Fact]
    public void A_masked_exception_keeps_its_type_and_the_rest_of_its_stack()
    {
        _rig.Log.Error(new HttpRequestException("POST https://x/send?key=abcdefgh failed"), "Failed");
        var root = EcsRules.Check(_rig.Ecs.Single());
        Assert.Equal("System.Net.Http.HttpRequestException", root.GetProperty("error.type").GetString());
        Assert.Equal("POST https://x/send?key=*** failed", root.GetProperty("error.message").GetString());
    }

    [Fact]
    public void What_cannot_be_masked_is_withheld_and_the_next_line_comes()
    {
        _rig.Log.Error(new Unspeakable(), "Zq81 {A}", 1);
        _rig.Log.Information("Next");
        Assert.Contains("withheld", _rig.Ecs.First(), StringComparison.Ordinal);
        Assert.DoesNotContain("Zq81", _rig.All, StringComparison.Ordinal);
        Assert.Equal("Next", _rig.Last.GetProperty("message").GetString());
    }

    public void Dispose() => _rig.Dispose();

    private sealed class Unspeakable : Exception
    {
        public override string Message => throw new InvalidOperationException("no");
    }
}
