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
