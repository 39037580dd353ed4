using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Monitor.Alerts.Outbox;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.EndToEnd;

/// <summary>A mail arrives at a real server; its link is looked at, used and refused; reminders stop. In a real browser at two widths.</summary>
public sealed partial class AcknowledgeByLinkTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("ack-mail");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 26, 9, 0, 0, TimeSpan.FromHours(8)));
    private MailServer _mail = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(MailServer.Missing is null, MailServer.Missing ?? "");
        _mail = await MailServer.StartAsync();
        Directory.CreateDirectory(Path.Combine(_home.FullName, "targets"));
        Directory.CreateDirectory(Path.Combine(_home.FullName, "rules"));
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "monitor.yaml"), $$"""
            board: { publicUrl: "http://127.0.0.1:1" }
            alerting: { remindAfter: 30m, remindFrom: blue }
            channels:
              - { id: duty-mail, kind: email, options: { host: 127.0.0.1, port: {{_mail.Port}}, security: none, from: monitor@example.test, to: [duty@example.test] } }

            """);
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "targets", "filing.yaml"), """
            id: filing
            name: 志愿填报系统
            kind: http
            options: { url: "https://zhiyuan.example.test/" }
            """);
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "rules", "outage.yaml"), "kind: outage\n");
        var options = new MonitorAppOptions { ConfigDirectory = _home.FullName, DataDirectory = Path.Combine(_home.FullName, "data"), Time = _time, RunLoops = false, Urls = ["http://127.0.0.1:0"] };
        _app = await MonitorApp.BuildAsync(options, default);
        await _app.StartAsync();
    }

    [Fact]
    public async Task A_mails_link_acknowledges_once_and_reminders_stop()
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        var letter = await NextAsync(() => FailAsync());
        var text = letter.Message.TextBody;
        Assert.Contains("位置：志愿填报系统（zhiyuan.example.test）", text, StringComparison.Ordinal);
        var link = Here(text);

        foreach (var _ in new[] { 1, 2 }) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(link)).StatusCode);
        Assert.Null((await OnlyAsync()).AcknowledgedAt);

        // Nobody acted, so a reminder comes, with a link of its own.
        var reminder = await NextAsync(() => LaterAsync(TimeSpan.FromMinutes(31)));
        Assert.StartsWith("[提醒·尚未确认]", reminder.Message.Subject, StringComparison.Ordinal);
        Assert.NotEqual(link, Here(reminder.Message.TextBody));

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(link, Name("王工"))).StatusCode);
        Assert.Equal("王工（经链接）", (await OnlyAsync()).AcknowledgedBy);
        Assert.Equal(HttpStatusCode.Gone, (await client.PostAsync(link, Name("别人"))).StatusCode);
        Assert.Contains("王工", await (await client.PostAsync(Here(reminder.Message.TextBody), Name("别人"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("王工（经链接）", (await OnlyAsync()).AcknowledgedBy);

        foreach (var _ in new[] { 1, 2, 3 }) await LaterAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, _mail.Letters.Count);
        var token = link.Segments[^1];
        Assert.All(await Ledger.NoticesAsync(null, 100, default), n => Assert.DoesNotContain(token, n.LastDetail ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_and_page_read_well_in_a_browser_on_a_phone_and_on_a_desk()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        var letter = await NextAsync(() => FailAsync());
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        foreach (var width in new[] { 390, 1280 })
        {
            var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 844 } });
            await page.SetContentAsync(letter.Message.HtmlBody!);
            await ShootAsync(page, $"mail-{width}");
            await page.GotoAsync(Here(letter.Message.TextBody).ToString());
            await ShootAsync(page, $"ack-{width}");
        }

        var last = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await last.GotoAsync(Here(letter.Message.TextBody).ToString());
        await last.FillAsync("input[name=who]", "王工");
        await last.ClickAsync("button");
        await last.WaitForSelectorAsync("[role=status]");
        Assert.Contains("已受理", await last.InnerTextAsync("h1"), StringComparison.Ordinal);
        await ShootAsync(last, "ack-done-390");
        Assert.Equal("王工（经链接）", (await OnlyAsync()).AcknowledgedBy);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_mail is not null) await _mail.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private ILedger Ledger => _app.Services.GetRequiredService<ILedger>();

    private async Task<Alert> OnlyAsync() => Assert.Single(await Ledger.OpenAlertsAsync(default));

    /// <summary>The system fails three checks; the judge looks.</summary>
    private async Task FailAsync()
    {
        var window = _app.Services.GetRequiredService<PostWindow>();
        for (var i = 0; i < 4; i++)
        {
            var result = new ProbeResult { TargetId = "filing", At = _time.GetUtcNow(), State = ProbeState.Down };
            await _app.Services.GetRequiredService<IArchive>().SaveProbeAsync(result, default);
            window.Add(result);
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        await JudgeAsync();
    }

    private async Task LaterAsync(TimeSpan passed)
    {
        _time.Advance(passed);
        _app.Services.GetRequiredService<PostWindow>().Add(new ProbeResult { TargetId = "filing", At = _time.GetUtcNow(), State = ProbeState.Down });
        await JudgeAsync();
    }

    private async Task JudgeAsync()
    {
        await _app.Services.GetRequiredService<JudgeLoop>().TickAsync(default);
        var pump = _app.Services.GetRequiredService<OutboxPump>();
        await pump.PumpAsync(default);
        await pump.IdleAsync();
    }

    private async Task<Letter> NextAsync(Func<Task> what)
    {
        await what();
        await _mail.CameAsync();
        return _mail.Letters[^1];
    }

    /// <summary>The mail names the address that config gives; the service under test listens on another port.</summary>
    private Uri Here(string? text) => new(new Uri(_app.Urls.First()), AckLink().Match(text!).Value);

    private static FormUrlEncodedContent Name(string who) => new([KeyValuePair.Create("who", who)]);

    /// <summary>Kept where MONITOR_SHOTS says, for people to look at; a page is never wider than its window.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), name + " scrolls sideways");
        if (Environment.GetEnvironmentVariable("MONITOR_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    [GeneratedRegex("/ack/[A-Za-z0-9_-]+")]
    private static partial Regex AckLink();
}
