using Microsoft.Playwright;

namespace Monitor.EndToEnd.Support;

/// <summary>`Monitor.EndToEnd screenshots FOLDER`: the demo's afternoon, every page at a desk, on a phone, and the wall.</summary>
internal static class Pictures
{
    public const string Word = "screenshots";

    public static async Task<int> TakeAsync(string folder)
    {
        if (!File.Exists(DemoBrowser.Chromium))
        {
            await Console.Error.WriteLineAsync($"{DemoBrowser.Chromium} is not installed");
            return 1;
        }

        Directory.CreateDirectory(folder);
        var directory = Directory.CreateTempSubdirectory("demo-pictures").FullName;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
            await using var demo = await DemoBrowser.OpenAsync(directory, 60, limit.Token);
            await demo.BusyAsync();
            var pages = await demo.AllPagesAsync();
            foreach (var (size, width, height) in new[] { ("desktop", 1440, 900), ("phone", 390, 844) })
            {
                var page = await demo.PageAsync(width, height);
                foreach (var path in pages.Where(p => p != "/wall")) await ShootAsync(page, demo.Url + path, Path.Combine(folder, $"{Name(path)}-{size}.png"), width < 500);
                await page.CloseAsync();
            }

            await ShootAsync(await demo.PageAsync(1920, 1080), demo.Url + "/wall", Path.Combine(folder, "wall.png"), false);
            var english = await demo.PageAsync(1440, 900);
            await ShootAsync(english, demo.Url + "/?lang=en", Path.Combine(folder, "situation-english.png"), false);
            Console.WriteLine($"{Directory.GetFiles(folder, "*.png").Length} pictures in {folder}");
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Name(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "situation" : parts.Length == 1 ? parts[0] : parts[0] + "-one";
    }

    /// <summary>Charts are drawn a moment after the page; the picture waits for them.</summary>
    private static async Task ShootAsync(IPage page, string url, string file, bool whole)
    {
        await page.GotoAsync(url);
        foreach (var chart in await page.Locator("[data-chart]").AllAsync()) await chart.Locator("canvas").First.WaitForAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = whole });
    }
}
