using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Probes.Http;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

public sealed class HttpProbeTests(HttpProbeTests.FilingSystem filing) : IClassFixture<HttpProbeTests.FilingSystem>
{
    [Fact]
    public async Task A_page_as_expected_is_up_and_its_phases_fit_into_the_whole()
    {
        var result = await Targets.ProbeAsync(At("/ok") with { ExpectText = ["志愿填报"], RejectText = ["系统维护"] });
        Assert.Equal((ProbeState.Up, 200, null), (result.State, result.Status, result.FailedPhase));
        Assert.NotNull(result.Timings?.FirstByte);
        Assert.Null(result.Timings?.Tls);
        Targets.AssertSane(result);
    }

    [Fact]
    public async Task An_error_status_is_down_and_named()
    {
        var result = await Targets.ProbeAsync(At("/500"));
        Targets.AssertDown(result, "check", "状态码 500，期望 200");
        Assert.Equal(500, result.Status);
        Assert.Equal("http.status", Assert.Single(result.Findings).Code);
    }

    [Fact]
    public async Task A_missing_text_is_down_and_named() =>
        Targets.AssertDown(await Targets.ProbeAsync(At("/ok") with { ExpectText = ["录取结果"] }), "check", "录取结果");

    [Fact]
    public async Task A_text_that_must_not_be_there_is_down_and_named() =>
        Targets.AssertDown(await Targets.ProbeAsync(At("/ok") with { RejectText = ["志愿"] }), "check", "志愿");

    [Theory]
    [InlineData("/gbk-meta")]
    [InlineData("/gbk-header")]
    [InlineData("/gbk-undeclared")]
    public async Task A_text_is_found_in_a_gbk_page(string path) =>
        Assert.Equal(ProbeState.Up, (await Targets.ProbeAsync(At(path) with { ExpectText = ["志愿填报"] })).State);

    [Fact]
    public async Task A_slow_answer_is_degraded_not_down()
    {
        var result = await Targets.ProbeAsync(At("/ok") with { MaxLatency = TimeSpan.FromTicks(1) });
        Assert.Equal((ProbeState.Degraded, "http.latency"), (result.State, Assert.Single(result.Findings).Code));
    }

    [Fact]
    public async Task A_first_byte_that_does_not_come_is_down_in_that_phase()
    {
        var time = new FakeTimeProvider();
        var checking = Targets.ProbeAsync(At("/silent") with { Timeout = TimeSpan.FromSeconds(10) }, time);
        await filing.Asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));
        Targets.AssertDown(await checking, "first-byte", "超时");
    }

    [Fact]
    public async Task An_answer_cut_off_is_down_in_the_body() =>
        Targets.AssertDown(await Targets.ProbeAsync(At("/cut")), "body", "读取正文");

    [Theory]
    [InlineData("/to-ftp", "ftp")]
    [InlineData("/to-mail", "mailto")]
    [InlineData("/loop", "/loop → http://")]
    public async Task A_redirect_that_leads_nowhere_is_down_and_says_why(string path, string said) =>
        Targets.AssertDown(await Targets.ProbeAsync(At(path)), "check", said);

    [Fact]
    public async Task A_redirect_is_followed_or_judged_as_the_options_say()
    {
        Assert.Equal(ProbeState.Up, (await Targets.ProbeAsync(At("/moved"))).State);
        Assert.Equal(ProbeState.Up, (await Targets.ProbeAsync(At("/moved") with { FollowRedirects = false, ExpectStatus = [302] })).State);
    }

    [Fact]
    public async Task A_closed_port_is_down_while_connecting()
    {
        WebSite gone;
        await using (gone = await WebSite.StartAsync(_ => { })) { }
        Targets.AssertDown(await Targets.ProbeAsync(new HttpProbeOptions { Url = gone.Url("/").AbsoluteUri }), "connect", "连接被拒绝");
    }

    [Fact]
    public async Task A_connection_reset_is_down_and_says_so()
    {
        using var server = new ResettingServer();
        Targets.AssertDown(await Targets.ProbeAsync(new HttpProbeOptions { Url = $"http://127.0.0.1:{server.Port}/" }), "first-byte", "重置");
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_no_result()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Targets.ProbeAsync(At("/ok"), ct: stop.Token));
    }

    private HttpProbeOptions At(string path) => new() { Url = filing.Site.Url(path).AbsoluteUri };

    public sealed class FilingSystem : IAsyncLifetime
    {
        private static readonly byte[] Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("<meta http-equiv=x content='text/html; charset=gb2312'>志愿填报");

        internal WebSite Site { get; private set; } = null!;

        internal TaskCompletionSource Asked { get; } = new();

        public async ValueTask InitializeAsync() => Site = await WebSite.StartAsync(Map);

        public ValueTask DisposeAsync() => Site.DisposeAsync();

        private void Map(WebApplication app)
        {
            app.MapGet("/ok", () => Results.Text("<h1>志愿填报</h1>", "text/html", Encoding.UTF8));
            app.MapGet("/500", () => Results.StatusCode(500));
            app.MapGet("/gbk-meta", () => Results.Bytes(Gbk, "text/html"));
            app.MapGet("/gbk-header", () => Results.Bytes(Gbk, "text/html; charset=GBK"));
            app.MapGet("/gbk-undeclared", () => Results.Bytes(Gbk[Gbk.AsSpan().IndexOf((byte)'>')..], "text/html"));
            app.MapGet("/to-ftp", (HttpContext c) => Go(c, "ftp://127.0.0.1/x"));
            app.MapGet("/to-mail", (HttpContext c) => Go(c, "mailto:duty@example.cn"));
            app.MapGet("/loop", (HttpContext c) => Go(c, "/loop"));
            app.MapGet("/moved", (HttpContext c) => Go(c, "/ok"));
            app.MapGet("/cut", CutAsync);
            app.MapGet("/silent", SilentAsync);
        }

        private static void Go(HttpContext c, string to)
        {
            c.Response.StatusCode = 302;
            c.Response.Headers.Location = to;
        }

        private static async Task CutAsync(HttpContext c)
        {
            c.Response.ContentLength = 1000;
            // Kestrel closes the connection when the handler ends before its announced length.
            await c.Response.WriteAsync("only the beginning");
        }

        private async Task SilentAsync(HttpContext c)
        {
            var gone = new TaskCompletionSource();
            await using var end = c.RequestAborted.Register(gone.SetResult);
            Asked.TrySetResult();
            await gone.Task;
        }
    }
}
