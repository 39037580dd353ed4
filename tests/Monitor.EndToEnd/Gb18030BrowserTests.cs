using Microsoft.Playwright;
using Monitor.Collectors.Fetching;

namespace Monitor.EndToEnd;

/// <summary>Every two-byte pair of gb18030 as a browser reads it, the judge of what Chinese pages mean: its decoder is the Encoding Standard's.</summary>
public sealed class Gb18030BrowserTests
{
    private const string Chromium = "/usr/bin/chromium";

    private const string Decode = """
        () => {
          const decoder = new TextDecoder('gb18030'), lines = [];
          for (let lead = 0x81; lead <= 0xFE; lead++)
            for (let trail = 0x40; trail <= 0xFE; trail++)
              if (trail !== 0x7F) lines.push(decoder.decode(new Uint8Array([lead, trail])));
          return lines.join('\n');
        }
        """;

    [Fact]
    public async Task All_23940_pairs_are_read_as_a_browser_reads_them()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"],
        });
        var page = await browser.NewPageAsync();
        var expected = (await page.EvaluateAsync<string>(Decode)).Split('\n');
        var pairs = (from lead in Enumerable.Range(0x81, 126) from trail in Enumerable.Range(0x40, 191) where trail != 0x7F select (byte[])[(byte)lead, (byte)trail]).ToList();
        Assert.Equal((23_940, 23_940), (pairs.Count, expected.Length));

        var (text, encoding) = Charset.Decode(pairs.SelectMany(p => p.Append((byte)'\n')).ToArray(), "text/plain; charset=gb18030");
        Assert.Equal("gb18030", encoding);
        var differing = pairs.Zip(expected, text.Split('\n')).Where(p => p.Second != p.Third).Select(p => $"{Convert.ToHexString(p.First)}: {Shown(p.Second)} in the browser, {Shown(p.Third)} here");
        Assert.Empty(differing);
    }

    private static string Shown(string text) => string.Join(' ', text.EnumerateRunes().Select(r => $"U+{r.Value:X4}"));
}
