using Microsoft.Playwright;

namespace Monitor.EndToEnd.Support;

/// <summary>The demo's afternoon with somebody signed in at a real browser.</summary>
internal sealed class DemoBrowser : IAsyncDisposable
{
    public const string Chromium = "/usr/bin/chromium";
    private const string NewPassword = "Lantern-harbour-2026!";

    private readonly DemoProcess _demo;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private DemoBrowser(DemoProcess demo, IPlaywright playwright, IBrowser browser, IBrowserContext context, string url) =>
        (_demo, _playwright, _browser, Context, Url) = (demo, playwright, browser, context, url);

    public string Url { get; }

    public IBrowserContext Context { get; }

    public static readonly string[] Pages =
        ["/", "/alerts", "/cases", "/stories", "/concerns", "/posts", "/targets", "/sources", "/models", "/digest", "/deliveries", "/drills", "/silences", "/weaknesses", "/password", "/wall"];

    /// <summary>Starts the day, signs in and waits until something has gone wrong in it.</summary>
    public static async Task<DemoBrowser> OpenAsync(string directory, double speed, CancellationToken ct)
    {
        var demo = DemoProcess.Start(directory, speed, "--fresh");
        var url = (await demo.LineAsync("看板", ct)).Split(' ')[1];
        var password = (await demo.LineAsync("一次性密码", ct)).Split(' ')[^1];
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"],
        });
        var opened = new DemoBrowser(demo, playwright, browser, await browser.NewContextAsync(), url);
        await opened.SignInAsync(password);
        return opened;
    }

    public async Task<IPage> PageAsync(int width, int height)
    {
        var page = await Context.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        return page;
    }

    /// <summary>Waits for alerts of both teams to be open: then every page has something on it.</summary>
    public async Task BusyAsync()
    {
        var page = await PageAsync(1440, 900);
        await page.GotoAsync(Url + "/");
        await page.Locator("#open-alerts li").Nth(2).WaitForAsync(new LocatorWaitForOptions { Timeout = 180_000 });
        await page.CloseAsync();
    }

    /// <summary>The pages of the menu and the first of each list.</summary>
    public async Task<IReadOnlyList<string>> AllPagesAsync()
    {
        List<string> all = [.. Pages];
        var page = await PageAsync(1440, 900);
        foreach (var (list, link) in new[] { ("/alerts", "#alerts a[href^='/alerts/']"), ("/stories", "#stories a"), ("/posts", "#found td a"), ("/targets", "#targets a"), ("/sources", "#sources td a") })
        {
            await page.GotoAsync(Url + list);
            var found = page.Locator(link).First;
            if (await found.CountAsync() > 0 && await found.GetAttributeAsync("href") is { } href) all.Add(href);
        }

        await page.CloseAsync();
        return all;
    }

    public Task KillAsync() => _demo.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _demo.DisposeAsync();
    }

    private async Task SignInAsync(string password)
    {
        var page = await PageAsync(1440, 900);
        await page.GotoAsync(Url + "/signin");
        await page.FillAsync("input[name=name]", "demo");
        await page.FillAsync("input[name=password]", password);
        await page.ClickAsync("form[action='/signin'] button");
        await page.WaitForURLAsync("**/password");
        await page.FillAsync("input[name=old]", password);
        await page.FillAsync("input[name=new]", NewPassword);
        await page.FillAsync("input[name=again]", NewPassword);
        await page.ClickAsync("form[action='/password'] button");
        await page.WaitForURLAsync(Url + "/");
        await page.CloseAsync();
    }
}
