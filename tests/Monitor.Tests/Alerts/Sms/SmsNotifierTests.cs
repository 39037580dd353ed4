using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Monitor.Alerts.Sms;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Tests.Alerts.Robots;
using Monitor.Tests.Alerts.Webhook;
using Xunit;

namespace Monitor.Tests.Alerts.Sms;

/// <summary>Against real receivers that speak like common gateways.</summary>
public sealed class SmsNotifierTests : IDisposable
{
    private const string Nasty = "“引号\" 反斜\\ & <b> \n换行 +86=%";
    private readonly RobotBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static SmsOptions Json(Receiver gateway) => new()
    {
        Url = gateway.Url("/send") + "?app={secret:app}",
        Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {secret:app}", ["X-Level"] = "{level}" },
        Body = """{"to":"{phone}","sign":"考务","params":{"title":"{subject}","content":"{text}"}}""",
        Secrets = new Dictionary<string, Secret> { ["app"] = RobotBench.Secret("app+key/0123456789") },
        Phones = ["13800138000"],
        SuccessPath = "result[0].code",
    };

    [Fact]
    public async Task Every_value_is_escaped_for_the_place_it_stands_in()
    {
        await using var gateway = await Receiver.SayingAsync(200, """{"result":[{"code":0}]}""");
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(Json(gateway), RobotBench.Red with { Subject = "红色 " + Nasty, Text = Nasty })).Outcome);
        var call = Assert.Single(gateway.Calls);
        using var body = JsonDocument.Parse(call.Body);
        Assert.Equal(Nasty, body.RootElement.GetProperty("params").GetProperty("content").GetString());
        Assert.Equal("红色 “引号\" 反斜\\ & <b> 换行 +86=%", body.RootElement.GetProperty("params").GetProperty("title").GetString());
        Assert.Equal("Bearer app+key/0123456789", call.Headers["Authorization"]);
        Assert.Equal("红色（Ⅰ级）", Uri.UnescapeDataString(call.Headers["X-Level"]));
    }

    [Fact]
    public async Task A_form_gateway_by_get_or_post_reads_back_what_was_written()
    {
        await using var gateway = await Receiver.SayingAsync(200, "OK:12345");
        var form = new SmsOptions { Url = gateway.Url("/send"), BodyType = SmsBody.Form, Body = "mobile={phone}&content={text}", Phones = ["10086"], SuccessText = "OK:" };
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(form, RobotBench.Red with { Text = Nasty })).Outcome);
        Assert.Equal(Nasty, QueryHelpers.ParseQuery(Encoding.UTF8.GetString(gateway.Calls[0].Body))["content"]);
        var receipt = await SendAsync(form with { SuccessText = "accepted" }, RobotBench.Red);
        Assert.Equal((DeliveryOutcome.RetryLater, "delivered to 0 of 1 numbers; number 1: 200 OK:12345"), (receipt.Outcome, receipt.Detail));
    }

    [Theory]
    [InlineData(200, """{"result":[{"code":0}]}""", DeliveryOutcome.Delivered)]
    [InlineData(200, """{"result":[{"code":1023}]}""", DeliveryOutcome.RetryLater)]
    [InlineData(200, """{"result":[{"code":"1016"}]}""", DeliveryOutcome.Permanent)]
    [InlineData(200, """{"result":[]}""", DeliveryOutcome.RetryLater)]
    [InlineData(200, "<html>log in</html>", DeliveryOutcome.RetryLater)]
    [InlineData(401, """{"error":"no"}""", DeliveryOutcome.Permanent)]
    [InlineData(503, "", DeliveryOutcome.RetryLater)]
    public async Task Success_is_what_the_gateways_manual_says_and_not_its_status(int status, string body, DeliveryOutcome outcome)
    {
        await using var gateway = await Receiver.SayingAsync(status, body);
        Assert.Equal(outcome, (await SendAsync(Json(gateway) with { PermanentValues = ["1016"] }, RobotBench.Red)).Outcome);
    }

    [Fact]
    public async Task Who_has_the_message_gets_it_no_second_time_when_another_number_failed()
    {
        var full = true;
        await using var gateway = await Receiver.StartAsync(c => c.Response.WriteAsync(
            c.Request.Path.Value!.EndsWith('2') && full ? "busy" : c.Request.Path.Value.EndsWith('3') ? """{"code":9}""" : """{"code":0}"""));
        var options = new SmsOptions { Url = gateway.Url("/to/") + "{phone}", Body = """{"t":"{text}"}""", Phones = ["10001", "10002", "10003"], SuccessPath = "code", PermanentValues = ["9"] };
        var first = await SendAsync(options, RobotBench.Red);
        Assert.Equal(DeliveryOutcome.RetryLater, first.Outcome);
        Assert.DoesNotContain("10001", first.Progress);
        full = false;
        var second = await SendAsync(options, RobotBench.Red with { Progress = first.Progress });
        Assert.Equal(DeliveryOutcome.Delivered, second.Outcome);
        Assert.StartsWith("delivered to 2 of 3 numbers; ", second.Detail, StringComparison.Ordinal);
        Assert.Contains("number 3 refused: 200", second.Detail);
        Assert.Equal(["/to/10001", "/to/10002", "/to/10003", "/to/10002"], gateway.Calls.Select(c => c.Path));
    }

    [Fact]
    public async Task A_long_notice_comes_in_numbered_parts_that_name_the_level_and_then_points_to_the_board()
    {
        await using var gateway = await Receiver.SayingAsync(200, """{"result":[{"code":0}]}""");
        await SendAsync(Json(gateway) with { MaxCharacters = 70, MaxParts = 2 }, RobotBench.Long(20));
        var texts = gateway.Calls.Select(c =>
        {
            using var body = JsonDocument.Parse(c.Body);
            return body.RootElement.GetProperty("params").GetProperty("content").GetString()!;
        }).ToList();
        Assert.Equal(2, texts.Count);
        Assert.StartsWith("[红色 1/2]1. ", texts[0], StringComparison.Ordinal);
        Assert.StartsWith("[红色 2/2]", texts[1], StringComparison.Ordinal);
        Assert.EndsWith("…余下见看板", texts[1], StringComparison.Ordinal);
        Assert.All(texts, t => Assert.InRange(t.Length, 30, 70));
    }

    [Fact]
    public async Task Neither_secret_nor_number_is_in_receipt_or_preview()
    {
        await using var gateway = await Receiver.StartAsync(c => c.Response.WriteAsync($"no: {c.Request.Headers.Authorization} {c.Request.QueryString} 13800138000"));
        var receipt = await SendAsync(Json(gateway), RobotBench.Red);
        var preview = string.Concat(_bench.Channel("sms", Json(gateway)).Preview(RobotBench.Red));
        foreach (var shown in new[] { receipt.Detail, preview })
            Assert.All(["app+key", "app%2Bkey", "0123456789", "13800138000"], s => Assert.DoesNotContain(s, shown));
        Assert.Contains("志愿填报系统无法访问", preview);
    }

    [Theory]
    [InlineData("""{"to":"{phone}","t":"{txt}"}""", "unknown placeholder {txt}")]
    [InlineData("""{"to":"{phone}","t":"{secret:other}"}""", "unknown placeholder {secret:other}")]
    [InlineData("""{"t":"{text}"}""", "{phone} occurs nowhere")]
    public void A_template_that_cannot_work_is_named_with_the_config(string body, string mistake) =>
        Assert.StartsWith(mistake, Assert.Single(Mistakes(new SmsOptions { Url = "https://sms.example/send", Body = body, Phones = ["10086"], SuccessPath = "code" })), StringComparison.Ordinal);

    [Fact]
    public void A_gateway_whose_success_nobody_described_is_refused() =>
        Assert.Contains("gateways say no with 200 too", Assert.Single(Mistakes(new SmsOptions { Url = "https://sms.example/{phone}", Phones = ["10086"] })));

    public void Dispose() => _bench.Dispose();

    private static List<string> Mistakes(SmsOptions options) => [.. options.Validate(new ValidationContext(options)).Select(m => m.ErrorMessage!)];

    private Task<Receipt> SendAsync(SmsOptions options, Notice notice) => _bench.Channel("sms", options).SendAsync(notice, Ct);
}
