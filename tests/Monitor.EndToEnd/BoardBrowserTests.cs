using Microsoft.Playwright;
using Monitor.EndToEnd.Support;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>A duty officer's afternoon in a real browser: signs in, sees alerts come up, takes one; screenshots are kept.</summary>
public sealed class BoardBrowserTests : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const string NewPassword = "Lantern-harbour-2026!";

    private readonly string _directory = Directory.CreateTempSubdirectory("demo-browser").FullName;

    [Fact]
    public async Task The_duty_officer_signs_in_sees_an_alert_and_takes_it()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        await using var demo = DemoProcess.Start(_directory, 60, "--fresh");
        var url = (await demo.LineAsync("看板", limit.Token)).Split(' ')[1];
        var password = (await demo.LineAsync("一次性密码", limit.Token)).Split(' ')[^1];

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
                "--disable-component-update", "--no-first-run", "--disable-sync",
            ],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        await SignInAsync(page, url, password);
        await ShootAsync(page, "overview-calm");

        // The page is kept fresh by itself; nothing here reloads it.
        var take = page.Locator("button[id^='ack-']").First;
        await take.WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
        await ShootAsync(page, "overview-alert");
        await take.ClickAsync();
        await page.WaitForURLAsync("**/alerts/*");
        Assert.Contains("demo", await page.Locator("#alert").InnerTextAsync());
        await ShootAsync(page, "alert-acknowledged");
        await WorkOnCaseAsync(page, url);
        await FeedBackAsync(page, url);
        await page.GotoAsync(url + "/demo");
        await page.WaitForSelectorAsync("#mails");
        await ShootAsync(page, "demo");
    }

    /// <summary>The alert is judged, the most uncertain post labelled, and the page of models counts both, on a phone too.</summary>
    private static async Task FeedBackAsync(IPage page, string url)
    {
        await page.Locator("#verdict button").First.ClickAsync();
        await page.WaitForSelectorAsync("#verdict b");
        await page.GotoAsync(url + "/models");
        await page.Locator("#label-queue a").First.ClickAsync();
        await page.WaitForURLAsync("**/posts/*");
        await page.Locator("#labels select").First.Locator("xpath=following-sibling::button").ClickAsync();
        await page.WaitForSelectorAsync("#labels td b");
        await ShootAsync(page, "post-labelled");
        await page.GotoAsync(url + "/models");
        Assert.Contains("合计", await page.Locator("#precision").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("情绪", await page.Locator("#label-counts").InnerTextAsync(), StringComparison.Ordinal);
        await ShootAsync(page, "models");
        await page.SetViewportSizeAsync(390, 844);
        await ShootAsync(page, "models-phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"), "the page is wider than the phone");
        await page.SetViewportSizeAsync(1280, 900);
    }

    /// <summary>The alert becomes a case, is judged, answered and reported; its column moves, on a phone too. Ends where it began.</summary>
    private static async Task WorkOnCaseAsync(IPage page, string url)
    {
        var alert = page.Url;
        await page.Locator("form[action$='/case'] button").ClickAsync();
        await page.WaitForURLAsync("**/cases/*");
        var subject = page.Url;
        await page.SelectOptionAsync("#step-judge select", "False");
        await page.FillAsync("#step-judge textarea", "已核实");
        await page.ClickAsync("#step-judge button");
        await page.WaitForSelectorAsync("#step-answer");
        await page.FillAsync("#step-answer textarea[name=text]", "网传不实，请以官方发布为准。");
        await ShootAsync(page, "case-judged");
        await page.ClickAsync("#step-answer button");
        await page.WaitForSelectorAsync("#case .clock-met");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#case a[href$='/report']"));
        Assert.EndsWith(".docx", download.SuggestedFilename, StringComparison.Ordinal);
        await page.GotoAsync(url + "/cases");
        Assert.Contains(new Uri(subject).AbsolutePath, await page.Locator("section[aria-label='已回应']").InnerHTMLAsync(), StringComparison.Ordinal);
        await ShootAsync(page, "cases");
        await page.SetViewportSizeAsync(390, 844);
        foreach (var (path, name) in new[] { (url + "/cases", "cases-phone"), (subject, "case-phone") })
        {
            await page.GotoAsync(path);
            await ShootAsync(page, name);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"), "the page is wider than the phone");
        }

        await page.SetViewportSizeAsync(1280, 900);
        await page.GotoAsync(alert);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task SignInAsync(IPage page, string url, string password)
    {
        await page.GotoAsync(url + "/signin");
        await page.FillAsync("input[name=name]", "demo");
        await page.FillAsync("input[name=password]", password);
        await page.ClickAsync("main button, form[action='/signin'] button");
        await page.WaitForURLAsync("**/password");
        await page.FillAsync("input[name=old]", password);
        await page.FillAsync("input[name=new]", NewPassword);
        await page.FillAsync("input[name=again]", NewPassword);
        await page.ClickAsync("form[action='/password'] button");
        await page.WaitForURLAsync(url + "/");
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        var directory = Repository.File("artifacts", "screenshots");
        Directory.CreateDirectory(directory);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(directory, name + ".png"), FullPage = true });
    }
}
