using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts.Webhook;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Webhook;

/// <summary>Against a real receiver.</summary>
public sealed class WebhookNotifierTests : IDisposable
{
    private const string Key = "k3y-of-the-signature";
    private const string Token = "8a7b6c5d-token-4e3f";
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private static Notice Chinese => Some.Notice("0a1b:1:opened:hook") with { Subject = "[新提示] 志愿填报系统无法访问", Text = "“网传”截图𠮷\n第二行" };

    [Fact]
    public async Task The_call_is_signed_over_exactly_the_bytes_that_arrive()
    {
        await using var receiver = await Receiver.SayingAsync(200, "ok");
        Assert.Equal((DeliveryOutcome.Delivered, "200 ok"), Short(await SendAsync(receiver)));
        var call = Assert.Single(receiver.Calls);
        var stamp = Some.T0.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(stamp, call.Headers["X-Monitor-Timestamp"]);
        Assert.Equal(WebhookSignature.Of(Key, stamp, call.Body), call.Headers["X-Monitor-Signature"]);
        Assert.Equal("0a1b:1:opened:hook", call.Headers["X-Monitor-Id"]);
        using var json = JsonDocument.Parse(call.Body);
        Assert.Equal(Chinese.Subject, json.RootElement.GetProperty("subject").GetString());
        Assert.Equal(Chinese.Text, json.RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(200, "", DeliveryOutcome.Delivered)]
    [InlineData(204, "", DeliveryOutcome.Delivered)]
    [InlineData(200, "<html>thanks</html>", DeliveryOutcome.Delivered)]
    [InlineData(200, """{"errcode":0,"errmsg":"ok"}""", DeliveryOutcome.Delivered)]
    [InlineData(200, """{"code":"0"}""", DeliveryOutcome.Delivered)]
    [InlineData(200, """{"code":"SUCCESS"}""", DeliveryOutcome.Delivered)]
    [InlineData(200, """{"code":0,"msg":"success","StatusCode":0}""", DeliveryOutcome.Delivered)]
    [InlineData(200, """{"success":true,"code":200}""", DeliveryOutcome.Delivered)]
    [InlineData(200, """{"errcode":45009,"errmsg":"api freq out of limit"}""", DeliveryOutcome.RetryLater)]
    [InlineData(200, """{"code":"19021"}""", DeliveryOutcome.RetryLater)]
    [InlineData(200, """{"code":"sign_error"}""", DeliveryOutcome.RetryLater)]
    [InlineData(200, """{"success":false}""", DeliveryOutcome.RetryLater)]
    [InlineData(400, """{"code":9499}""", DeliveryOutcome.Permanent)]
    [InlineData(404, "no such hook", DeliveryOutcome.Permanent)]
    [InlineData(408, "", DeliveryOutcome.RetryLater)]
    [InlineData(500, "oops", DeliveryOutcome.RetryLater)]
    [InlineData(503, "", DeliveryOutcome.RetryLater)]
    public async Task An_answer_is_judged_by_its_status_and_its_body(int status, string body, DeliveryOutcome outcome)
    {
        await using var receiver = await Receiver.SayingAsync(status, status == 204 ? "" : body);
        Assert.Equal((outcome, $"{status} {body}".TrimEnd()), Short(await SendAsync(receiver)));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("86400", 3600)]
    [InlineData(null, null)]
    public async Task A_receiver_that_asks_to_wait_is_believed_up_to_an_hour(string? header, int? seconds)
    {
        await using var receiver = await Receiver.SayingAsync(429, "slow down", retryAfter: header);
        var receipt = await SendAsync(receiver);
        Assert.Equal((DeliveryOutcome.RetryLater, seconds), (receipt.Outcome, (int?)receipt.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task A_date_to_wait_for_is_read_on_our_own_clock()
    {
        await using var receiver = await Receiver.SayingAsync(503, "", retryAfter: Some.T0.AddSeconds(90).ToString("R"));
        Assert.Equal(TimeSpan.FromSeconds(90), (await SendAsync(receiver)).RetryAfter);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_redirect_is_not_followed_for_it_could_lead_the_notice_anywhere(int status)
    {
        await using var elsewhere = await Receiver.SayingAsync(200, "mine now");
        await using var receiver = await Receiver.SayingAsync(status, "", location: elsewhere.Url("/"));
        Assert.Equal(DeliveryOutcome.Permanent, (await SendAsync(receiver)).Outcome);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task What_the_receiver_echoes_is_stored_without_key_token_signature_and_numbers()
    {
        await using var receiver = await Receiver.StartAsync(c => c.Response.WriteAsync(
            $"got {c.Request.Headers["X-Monitor-Signature"]} at /hook/{Token}?access_token=q%2Btoken-9 q+token-9 from 13800138000 using {Key}"));
        var receipt = await SendAsync(receiver, $"/hook/{Token}?access_token=q%2Btoken-9");
        Assert.StartsWith("200 got ***", receipt.Detail, StringComparison.Ordinal);
        Assert.All([Token, Key, "q+token-9", "q%2Btoken-9", "13800138000", "v1="], s => Assert.DoesNotContain(s, receipt.Detail));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_costs_its_timeout_and_no_more()
    {
        var arrived = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(async c =>
        {
            arrived.SetResult();
            var gone = new TaskCompletionSource();
            await using var end = c.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        var sending = SendAsync(receiver);
        await arrived.Task;
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal((DeliveryOutcome.RetryLater, "no answer within 15 s"), Short(await sending));
    }

    [Fact]
    public async Task A_body_without_end_is_read_to_64_kilobytes()
    {
        await using var receiver = await Receiver.StartAsync(async c =>
        {
            while (!c.RequestAborted.IsCancellationRequested) await c.Response.Body.WriteAsync(new byte[8192]);
        });
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(receiver)).Outcome);
    }

    [Fact]
    public async Task A_connection_cut_half_way_is_tried_again()
    {
        await using var receiver = await Receiver.StartAsync(c =>
        {
            c.Abort();
            return Task.CompletedTask;
        });
        var receipt = await SendAsync(receiver);
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.StartsWith("not reachable: ", receipt.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_tried_again_and_the_address_is_not_told()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var receipt = await new WebhookNotifier(Options($"http://127.0.0.1:{port}/hook/{Token}"), _http, _time).SendAsync(Chinese, default);
        Assert.Equal((DeliveryOutcome.RetryLater, "not reachable: ConnectionError"), Short(receipt));
    }

    public void Dispose() => _http.Dispose();

    private static (DeliveryOutcome, string) Short(Receipt receipt) => (receipt.Outcome, receipt.Detail);

    private static WebhookOptions Options(string url) => new() { Url = url, Secret = new Secret("env:X", Key) };

    private Task<Receipt> SendAsync(Receiver receiver, string path = "/hook") =>
        new WebhookNotifier(Options(receiver.Url(path)), _http, _time).SendAsync(Chinese, default);
}
