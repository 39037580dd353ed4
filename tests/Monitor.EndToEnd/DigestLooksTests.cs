using System.Diagnostics;
using Microsoft.Playwright;
using Monitor.Alerts.Digest;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Season;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>The letter as programs that are not ours show it; pictures are kept under artifacts/screenshots.</summary>
public sealed class DigestLooksTests : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Office = "/usr/bin/soffice";
    private static readonly DateTimeOffset Monday = new(2026, 6, 22, 0, 0, 0, TimeSpan.FromHours(8));
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("digest-looks");

    private static DigestData Week => new()
    {
        From = Monday,
        Until = Monday.AddDays(7),
        Season = "2026 高考",
        Posts = new DigestPosts(412, 933, 270),
        PostsBefore = new DigestPosts(300, 800, 200),
        Curve = [.. Enumerable.Range(0, 7).Select(i => new DigestStep(Monday.AddDays(i), new DigestPosts(20 + (i * 12), 90 + (i % 3 * 40), 30 + i)))],
        Topics = [new("fraud", 210), new("system_outage", 180), new("policy_misreading", 90), new("admission", 60), new("hype", 20)],
        TopStories =
        [
            new DigestStory("内部渠道有录取名额，十万保录，先付定金，名额有限，加微信详谈，往年都成功，家长抓紧联系不要错过最后机会", 0.97, 412, 380, 4, Monday.AddHours(9)) { Verdict = CaseVerdict.False, Answered = true },
            new DigestStory("志愿填报系统崩了" + new string('啊', 60), 0.81, 120, 98, 3, Monday.AddDays(2)),
        ],
        Unanswered = [new DigestConcern("提交志愿后还能不能改？https://example.net/a-very-long-address-without-any-break-in-it-at-all", 37, 52, Monday.AddHours(20))],
        Alerts = [new(Team.Propaganda, WarningLevel.Orange, 3, 3, TimeSpan.FromMinutes(12)) { NinetiethToAcknowledge = TimeSpan.FromMinutes(31) }, new(Team.Security, WarningLevel.Red, 1, 1, TimeSpan.FromMinutes(2)) { NinetiethToAcknowledge = TimeSpan.FromMinutes(2) }],
        Verdicts = new DigestVerdicts(4, 3),
        Cases = new DigestCases(4, 3, 2, 1) { LateReply = 1 },
        Targets =
        [
            new DigestTarget("青梧区志愿填报系统", 10_000, 20, 60, 0) { Interval = TimeSpan.FromMinutes(1) }, new DigestTarget("教育考试院成绩查询与证书下载统一服务平台", 10_080, 0, 0, 12) { Interval = TimeSpan.FromMinutes(1) },
        ],
        Weaknesses = [new("青梧区志愿填报系统", 2, 1, 3, 1)],
        Delivery = new DigestDelivery(52, 1, 2),
        Plans = [new(new Phase { Name = "录取", From = Monday.AddDays(8), Until = Monday.AddDays(40) }, null, "—"), new(null, "fraud", "区公安分局：《考试安全联防预案》四、固定证据并移交")],
        NextPhase = new Phase { Name = "录取", From = Monday.AddDays(8), Until = Monday.AddDays(40) },
    };

    [Theory]
    [InlineData(1280, Language.Zh)]
    [InlineData(390, Language.Zh)]
    [InlineData(390, Language.En)]
    public async Task The_letter_fits_the_screen(int width, Language language)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        var file = Path.Combine(_home.FullName, "letter.html");
        await File.WriteAllTextAsync(file, MailFile.Page(new DigestComposer().Compose(Week, "mail", Week.Until, language)), TestContext.Current.CancellationToken);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 844 } });
        await page.GotoAsync("file://" + file);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, "the letter is wider than the screen");
        Assert.Equal(2, await page.EvaluateAsync<int>("[...document.images].filter(i => i.complete && i.naturalWidth > 0).length"));
        var shots = Directory.CreateDirectory(Repository.File("artifacts/screenshots")).FullName;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(shots, $"digest-{width}-{language}.png"), FullPage = true });
    }

    [Fact]
    public async Task An_office_program_opens_the_report()
    {
        await File.WriteAllBytesAsync(Path.Combine(_home.FullName, "week.docx"), new DigestComposer().Docx(Week, Language.Zh, DigestAudience.Everyone), TestContext.Current.CancellationToken);
        var pdf = await ConvertAsync("week.docx", "pdf");
        Assert.True(new FileInfo(pdf).Length > 10_000);
        File.Copy(pdf, Path.Combine(Directory.CreateDirectory(Repository.File("artifacts/screenshots")).FullName, "digest.pdf"), overwrite: true);
    }

    [Fact]
    public async Task An_office_program_reads_figures_as_figures_and_no_formula()
    {
        var data = Week with { Weaknesses = [], Topics = [] };
        await File.WriteAllBytesAsync(Path.Combine(_home.FullName, "week.xlsx"), new DigestComposer().Xlsx(data with { Season = "=1+1" }, Language.Zh, DigestAudience.Everyone), TestContext.Current.CancellationToken);
        var csv = await File.ReadAllTextAsync(await ConvertAsync("week.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "week-概要.csv"), TestContext.Current.CancellationToken);
        Assert.StartsWith("=1+1 舆情与系统安全周报 2026-W26", csv.TrimStart('"', '\uFEFF'), StringComparison.Ordinal);
        var systems = await File.ReadAllTextAsync(Path.Combine(_home.FullName, "week-受保障系统.csv"), TestContext.Current.CancellationToken);
        // The figure itself with all its digits, under a percent format.
        Assert.Contains("99.4047619047619%", systems, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private async Task<string> ConvertAsync(string file, string to, string? result = null)
    {
        Assert.SkipUnless(File.Exists(Office), $"{Office} is not installed");
        using var process = Process.Start(new ProcessStartInfo(
            Office, [$"-env:UserInstallation=file://{_home.FullName}/profile", "--headless", "--convert-to", to, "--outdir", _home.FullName, Path.Combine(_home.FullName, file)])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var made = Path.Combine(_home.FullName, result ?? Path.ChangeExtension(file, to));
        Assert.True(File.Exists(made), error + string.Join(' ', Directory.GetFiles(_home.FullName)));
        return made;
    }
}
