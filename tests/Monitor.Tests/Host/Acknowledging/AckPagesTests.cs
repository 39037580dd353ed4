using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host;
using Monitor.Host.Acknowledging;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Acknowledging;

/// <summary>The pages behind links, in the whole service on a real Kestrel and a real store.</summary>
public sealed class AckPagesTests : IAsyncLifetime
{
    private const string Config = """
        board: { publicUrl: "https://monitor.example.cn/" }
        channels:
          - { id: duty, kind: webhook, options: { url: "http://127.0.0.1:9/" } }
          - { id: night, kind: webhook, language: en, options: { url: "http://127.0.0.1:9/" } }

        """;

    private static readonly Alert Alert = Some.Alert("a1") with { Title = "填报系统 <b>无法访问", Evidence = ["post-of-a-person"], State = AlertState.Firing, AcknowledgedAt = null, AcknowledgedBy = null, Level = WarningLevel.Orange };

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("ack");
    private readonly FakeTimeProvider _time = new(Some.T0);
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private ILedger Ledger => _app.Services.GetRequiredService<ILedger>();

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "monitor.yaml"), Config);
        _app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = _home.FullName, DataDirectory = Path.Combine(_home.FullName, "data"), Time = _time, RunLoops = false, Urls = ["http://127.0.0.1:0"] }, default);
        await _app.StartAsync();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
        await Ledger.CommitAsync(new JudgeOutcome { Changed = [Alert] }, default);
    }

    [Fact]
    public async Task Looking_shows_a_form_and_changes_nothing_however_often()
    {
        for (var i = 0; i < 3; i++)
        {
            var (status, page) = await GetAsync(Link());
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("填报系统 &lt;b&gt;无法访问", page, StringComparison.Ordinal);
            Assert.Contains("橙色（Ⅱ级）", page, StringComparison.Ordinal);
            Assert.Contains("method=\"post\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("post-of-a-person", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Link()))).StatusCode);
        Assert.Equal(Alert.Version, (await Ledger.AlertAsync("a1", default))!.Version);
        Assert.Empty(await Ledger.AuditOfAsync("a1", 10, default));
    }

    [Fact]
    public async Task The_form_acknowledges_once_and_leaves_its_trace()
    {
        var (status, page) = await PostAsync(Link(), " 王工\r\n ");
        Assert.Equal((HttpStatusCode.OK, true), (status, page.Contains("已受理", StringComparison.Ordinal)));
        var taken = (await Ledger.AlertAsync("a1", default))!;
        Assert.Equal((AlertState.Acknowledged, "王工（经链接）", _time.GetUtcNow()), (taken.State, taken.AcknowledgedBy, taken.AcknowledgedAt!.Value));
        var act = Assert.Single(await Ledger.AuditOfAsync("a1", 10, default));
        Assert.Equal(("王工（经链接）", "acknowledge", "by link of channel duty, notice a1:1:opened:duty"), (act.Who, act.Action, act.Detail));

        var (again, refused) = await PostAsync(Link(), "别人");
        Assert.Equal(HttpStatusCode.Gone, again);
        Assert.Contains("只能用一次", refused, StringComparison.Ordinal);
        Assert.Contains("王工", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await GetAsync(Link())).Status);
        Assert.Equal("王工（经链接）", (await Ledger.AlertAsync("a1", default))!.AcknowledgedBy);
    }

    [Fact]
    public async Task Of_many_at_once_one_acknowledges_and_the_others_are_told_so()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => PostAsync(Link(), "人" + i)));
        Assert.Single(answers, a => a.Page.Contains("提醒已停止", StringComparison.Ordinal));
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.Gone));
        Assert.Single(await Ledger.AuditOfAsync("a1", 20, default));
    }

    [Fact]
    public async Task Who_gives_no_name_is_called_by_the_channel_and_spoken_to_in_its_language()
    {
        var link = Link("night");
        Assert.Contains("Yes, acknowledge", (await GetAsync(link)).Page, StringComparison.Ordinal);
        Assert.Contains("Orange (II)", (await GetAsync(link)).Page, StringComparison.Ordinal);
        Assert.Contains("Reminders have stopped", (await PostAsync(link, null)).Page, StringComparison.Ordinal);
        Assert.Equal("night（经链接）", (await Ledger.AlertAsync("a1", default))!.AcknowledgedBy);
        // Another channel's link of the same alert was not used, and there is nothing left to do.
        var (status, page) = await PostAsync(Link(), "王工");
        Assert.Equal((HttpStatusCode.OK, true), (status, page.Contains("无需重复操作", StringComparison.Ordinal)));
        Assert.Single(await Ledger.AuditOfAsync("a1", 10, default));
    }

    [Fact]
    public async Task An_expired_link_a_forged_one_and_one_of_an_unknown_alert_say_what_they_are()
    {
        var link = Link();
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(link[..^1] + (link[^1] == 'A' ? 'Q' : 'A') + "A", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/ack/nonsense")).Status);
        Assert.Contains("不在记录中", (await GetAsync(Link(alert: Alert with { Id = "never" }))).Page, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromHours(24));
        var (status, page) = await PostAsync(link, null);
        Assert.Equal((HttpStatusCode.Gone, true), (status, page.Contains("已过期", StringComparison.Ordinal)));
        Assert.Null((await Ledger.AlertAsync("a1", default))!.AcknowledgedAt);
    }

    [Fact]
    public async Task What_is_over_needs_nobody()
    {
        await Ledger.CommitAsync(new JudgeOutcome { Changed = [Alert with { Version = 2, State = AlertState.Resolved, ResolvedAt = Some.T0 }] }, default);
        var (status, page) = await PostAsync(Link(), null);
        Assert.Equal((HttpStatusCode.OK, true), (status, page.Contains("结束，无需受理", StringComparison.Ordinal)));
        Assert.Empty(await Ledger.AuditOfAsync("a1", 10, default));
    }

    [Fact]
    public async Task Of_people_in_distress_the_page_names_only_the_kind()
    {
        await Ledger.CommitAsync(new JudgeOutcome { Changed = [Alert with { Version = 2, Restricted = true, Title = "某校学生", Why = "原话" }] }, default);
        var (_, page) = await GetAsync(Link());
        Assert.Contains("考生关怀提示", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("某校学生|原话", page);
    }

    [Fact]
    public async Task Nothing_of_it_is_kept_by_browsers_told_to_other_sites_or_framed()
    {
        var answer = await _client.GetAsync(Link());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain(Link()[5..], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_too_often_is_asked_to_wait()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= AckEndpoints.MostAMinute; i++) answers.Add((await _client.GetAsync("/ack/guess" + i)).StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task The_key_is_kept_beside_the_data_for_its_owner_only_and_outlives_a_restart()
    {
        var file = Path.Combine(_home.FullName, "data", "link.key");
        Assert.Equal(32, new FileInfo(file).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.NotNull(new LinkToken(await File.ReadAllBytesAsync(file)).Read(Link()[5..]));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private string Link(string channel = "duty", Alert? alert = null) =>
        "/ack/" + _app.Services.GetRequiredService<LinkToken>().Write(alert ?? Alert, NoticeKind.Opened, channel, Some.T0.AddHours(24));

    private async Task<(HttpStatusCode Status, string Page)> GetAsync(string link)
    {
        var answer = await _client.GetAsync(link);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(string link, string? who)
    {
        var answer = await _client.PostAsync(link, new FormUrlEncodedContent(who is null ? [] : [KeyValuePair.Create("who", who)]));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
