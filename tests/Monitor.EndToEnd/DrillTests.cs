using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.EndToEnd.Support;
using Monitor.Host;
using Monitor.Host.Digests;
using Monitor.Host.Scheduling;
using Monitor.Host.Security;

namespace Monitor.EndToEnd;

/// <summary>An exercise through a true service with true receivers: what it says can be told from reality, and reality does not notice it.</summary>
public sealed partial class DrillTests
{
    private const string Password = "Lantern-harbour-2026!";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_a_drill_says_is_marked_and_a_real_outage_beside_it_is_not()
    {
        await using var hall = await DrillHall.OpenAsync();
        await using var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = hall.Config, DataDirectory = hall.Data, Urls = ["http://127.0.0.1:0"] }, Ct);
        await app.StartAsync(Ct);
        var drill = hall.RunAsync(Ct, "drill", "short", "--yes", "--by", "王组长", "--json");

        var marked = await hall.HeardAsync(b => DrillHall.IsDrill(b) && b["alertId"] is not null, Ct);
        hall.RealAnswer = 500;
        var real = await hall.HeardAsync(b => !DrillHall.IsDrill(b), Ct);
        Assert.Contains(DrillHall.RealName, DrillHall.Subject(real), StringComparison.Ordinal);

        using var board = await SignInAsync(app);
        Assert.Contains("演练进行中", await board.GetStringAsync("/", Ct), StringComparison.Ordinal);
        var page = "/alerts/" + marked["alertId"]!.GetValue<string>();
        var shown = await board.GetStringAsync(page, Ct);
        Assert.Contains("<h1>" + DrillHall.Mark, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1>" + DrillHall.Mark, await board.GetStringAsync("/alerts/" + real["alertId"]!.GetValue<string>(), Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await DrillHall.PostAsync(board, page, page + "/case", Ct)).StatusCode);
        await AcknowledgeAllAsync(hall, board, drill);

        var (code, output, error) = await drill;
        Assert.True(code == 1, error);
        Check(JsonNode.Parse(output)!);
        await hall.HeardAsync(b => b["kind"]!.GetValue<string>() == "drill", Ct);
        await MailedAsync(hall, m => m.Contains("演练结束", StringComparison.Ordinal));
        await MailedAsync(hall, m => m.Contains("Exercise over", StringComparison.Ordinal));
        Told(hall);
        await RealityIsUntouchedAsync(app);
        await app.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task After_kill_9_nothing_of_the_drill_is_sent_any_more_but_that_it_is_over()
    {
        await using var hall = await DrillHall.OpenAsync();
        using (var service = hall.Start("run", "--urls", "http://127.0.0.1:0"))
        {
            _ = service.StandardOutput.ReadToEndAsync(Ct);
            // Up, and with it the store: two processes must not lay out one new file at once.
            while (await service.StandardError.ReadLineAsync(Ct) is { } line && !line.StartsWith("Board:", StringComparison.Ordinal)) continue;
            _ = service.StandardError.ReadToEndAsync(Ct);
            var (code, _, error) = await hall.RunAsync(Ct, "drill", "short", "--yes", "--detach", "--channels", "hook,mail");
            Assert.True(code == 0, error);
            await hall.HeardAsync(DrillHall.IsDrill, Ct);
            service.Kill();
            await service.WaitForExitAsync(Ct);
        }

        using var again = hall.Start("run", "--urls", "http://127.0.0.1:0");
        try
        {
            _ = again.StandardOutput.ReadToEndAsync(Ct);
            _ = again.StandardError.ReadToEndAsync(Ct);
            var over = await hall.HeardAsync(b => DrillHall.IsDrill(b) && DrillHall.Subject(b).Contains("演练结束", StringComparison.Ordinal), Ct);
            Assert.Equal(over["id"]!.GetValue<string>(), hall.Heard[^1]["id"]!.GetValue<string>());
            Assert.All(hall.Heard, b => Assert.StartsWith(DrillHall.Mark, DrillHall.Subject(b), StringComparison.Ordinal));
            Assert.All(hall.Mail.Letters, l => Assert.StartsWith(DrillHall.Mark, l.Message.Subject!, StringComparison.Ordinal));
            var (_, output, _) = await hall.RunAsync(Ct, "drill", "report", "--json");
            Assert.Equal("crashed", JsonNode.Parse(output)!["endReason"]!.GetValue<string>());
        }
        finally
        {
            again.Kill();
            await again.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Stop_ends_a_drill_at_once_and_tells_those_who_had_heard()
    {
        await using var hall = await DrillHall.OpenAsync();
        await using var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = hall.Config, DataDirectory = hall.Data, Urls = ["http://127.0.0.1:0"] }, Ct);
        await app.StartAsync(Ct);
        Assert.Equal(0, (await hall.RunAsync(Ct, "drill", "short", "--yes", "--detach", "--channels", "hook")).Code);
        await hall.HeardAsync(DrillHall.IsDrill, Ct);

        Assert.Equal(0, (await hall.RunAsync(Ct, "drill", "stop", "--by", "李值班")).Code);
        await hall.HeardAsync(b => b["kind"]!.GetValue<string>() == "drill", Ct);
        Assert.Empty(hall.Mail.Letters);
        var (code, output, _) = await hall.RunAsync(Ct, "drill", "report", "--json", "--out", Path.Combine(hall.Data, "r.docx"));
        var report = JsonNode.Parse(output)!;
        Assert.Equal((1, "stopped", "李值班"), (code, report["endReason"]!.GetValue<string>(), report["endedBy"]!.GetValue<string>()));
        Assert.True(new FileInfo(Path.Combine(hall.Data, "r.docx")).Length > 2_000);
        Assert.Equal(2, (await hall.RunAsync(Ct, "drill", "stop")).Code);
        var trail = await app.Services.GetRequiredService<ILedger>().AuditTrailAsync(50, Ct);
        Assert.Equal(["drill-end", "drill-stop", "drill-start"], trail.Select(e => e.Action).Where(a => a.StartsWith("drill-", StringComparison.Ordinal)));
        await app.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_link_of_an_exercises_notice_acknowledges_in_the_exercise_and_says_that_it_is_one()
    {
        await using var hall = await DrillHall.OpenAsync();
        await using var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = hall.Config, DataDirectory = hall.Data, Urls = ["http://127.0.0.1:0"] }, Ct);
        await app.StartAsync(Ct);
        Assert.Equal(0, (await hall.RunAsync(Ct, "drill", "short", "--yes", "--detach", "--channels", "hook")).Code);
        var told = await hall.HeardAsync(b => DrillHall.IsDrill(b) && b["alertId"] is not null, Ct);
        var link = AckLink().Match(told["text"]!.GetValue<string>()).Value;
        using var nobody = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        Assert.Contains(DrillHall.Mark, await nobody.GetStringAsync(link, Ct), StringComparison.Ordinal);
        var done = await nobody.PostAsync(link, new FormUrlEncodedContent([KeyValuePair.Create("who", "王工")]), Ct);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains(DrillHall.Mark, await done.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var board = await SignInAsync(app);
        Assert.Contains("王工（经链接）", await board.GetStringAsync("/alerts/" + told["alertId"]!.GetValue<string>(), Ct), StringComparison.Ordinal);
        var ledger = app.Services.GetRequiredService<ILedger>();
        Assert.Null(await ledger.AlertAsync(told["alertId"]!.GetValue<string>(), Ct));
        Assert.DoesNotContain(await ledger.AuditTrailAsync(50, Ct), e => e.Action.Contains("acknowledge", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Gone, (await nobody.PostAsync(link, new FormUrlEncodedContent([]), Ct)).StatusCode);

        Assert.Equal(0, (await hall.RunAsync(Ct, "drill", "stop")).Code);
        await app.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Who_is_on_duty_stops_a_drill_on_the_board()
    {
        await using var hall = await DrillHall.OpenAsync();
        await using var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = hall.Config, DataDirectory = hall.Data, Urls = ["http://127.0.0.1:0"] }, Ct);
        await app.StartAsync(Ct);
        Assert.Equal(0, (await hall.RunAsync(Ct, "drill", "short", "--yes", "--detach", "--channels", "hook")).Code);
        await hall.HeardAsync(DrillHall.IsDrill, Ct);
        using var board = await SignInAsync(app);
        var id = DrillLink().Match(await board.GetStringAsync("/drills", Ct)).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Found, (await DrillHall.PostAsync(board, "/drills/" + id, $"/drills/{id}/stop", Ct)).StatusCode);

        await hall.HeardAsync(b => b["kind"]!.GetValue<string>() == "drill", Ct);
        var report = JsonNode.Parse((await hall.RunAsync(Ct, "drill", "report", "--json")).Output)!;
        Assert.Equal(("stopped", "chen"), (report["endReason"]!.GetValue<string>(), report["endedBy"]!.GetValue<string>()));
        Assert.Contains(await app.Services.GetRequiredService<ILedger>().AuditTrailAsync(50, Ct), e => e is { Action: "drill-stop", Who: "chen" } && e.Subject == id);
        Assert.DoesNotContain("中止演练", await board.GetStringAsync("/drills", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await DrillHall.PostAsync(board, "/silences", $"/drills/{id}/stop", Ct)).StatusCode);
        await app.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Without_a_service_the_drill_is_refused_and_one_that_starts_later_does_not_begin_it()
    {
        await using var hall = await DrillHall.OpenAsync();
        var (code, _, error) = await hall.RunAsync(Ct, "drill", "short", "--yes");
        Assert.Equal(1, code);
        Assert.Contains("no service took the drill up", error, StringComparison.Ordinal);
        var (_, list, _) = await hall.RunAsync(Ct, "drill", "list");
        Assert.Contains("填报系统短演练", list, StringComparison.Ordinal);
        var (asked, _, _) = await hall.RunAsync(Ct, "drill", "short");
        Assert.Equal(2, asked);
        Assert.Empty(hall.Heard);
    }

    private static async Task<HttpClient> SignInAsync(WebApplication app)
    {
        var door = app.Services.GetRequiredService<IUserDoor>();
        var once = await door.CreateAsync("chen", Role.DutyOfficer, Ct);
        Assert.Null(await door.ChangePasswordAsync("chen", once!, Password, Ct));
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(HttpStatusCode.Found, (await DrillHall.PostAsync(client, "/signin", "/signin", Ct, ("name", "chen"), ("password", Password))).StatusCode);
        return client;
    }

    private static async Task AcknowledgeAllAsync(DrillHall hall, HttpClient board, Task drill)
    {
        var taken = new HashSet<string>();
        while (!drill.IsCompleted)
        {
            foreach (var id in hall.Heard.Where(b => DrillHall.IsDrill(b) && b["alertId"] is not null).Select(b => b["alertId"]!.GetValue<string>()).Distinct())
                if (taken.Add(id)) await DrillHall.PostAsync(board, "/alerts/" + id, $"/alerts/{id}/acknowledge", Ct);
            await Task.WhenAny(drill, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Ct));
        }
    }

    private static void Check(JsonNode report)
    {
        var steps = report["steps"]!.AsArray().ToDictionary(s => s!["name"]!.GetValue<string>(), s => s!);
        var found = steps["系统不可用"];
        Assert.True(found["detected"]!.GetValue<bool>());
        Assert.InRange(found["detect"]!.GetValue<double>(), 0, 20);
        Assert.Equal("chen", found["acknowledgedBy"]!.GetValue<string>());
        var deliveries = found["deliveries"]!.AsArray().ToDictionary(d => d!["channel"]!.GetValue<string>(), d => d!);
        Assert.NotNull(deliveries["hook"]["after"]);
        Assert.NotNull(deliveries["mail"]["after"]);
        Assert.Null(deliveries["broken"]["after"]);
        Assert.True(steps["公众反映"]["detected"]!.GetValue<bool>());
        Assert.False(steps["不会发生的事"]["detected"]!.GetValue<bool>());
        var broken = report["channels"]!.AsArray().Single(c => c!["channel"]!.GetValue<string>() == "broken")!;
        Assert.NotEqual("", broken["lastFailure"]!.GetValue<string>());
        Assert.Equal("limit", report["endReason"]!.GetValue<string>());
    }

    private static void Told(DrillHall hall)
    {
        foreach (var body in hall.Heard)
        {
            var whole = DrillHall.Subject(body) + body["text"]!.GetValue<string>();
            if (!DrillHall.IsDrill(body))
            {
                Assert.DoesNotContain("演练", whole, StringComparison.Ordinal);
                Assert.Contains(DrillHall.RealName, whole, StringComparison.Ordinal);
                continue;
            }

            Assert.StartsWith(DrillHall.Mark, DrillHall.Subject(body), StringComparison.Ordinal);
            Assert.StartsWith(DrillHall.Mark, body["text"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain(DrillHall.RealName, whole, StringComparison.Ordinal);
        }

        var letters = hall.Mail.Letters;
        Assert.Contains(letters, l => !l.Message.Headers.Contains("X-Monitor-Drill"));
        foreach (var letter in letters)
        {
            var mark = letter.To.Contains("visitor@example.org") ? DrillMark.English : DrillMark.Chinese;
            var isReal = letter.Message.Subject!.Contains(DrillHall.RealName, StringComparison.Ordinal);
            Assert.Equal(!isReal, letter.Message.Subject!.StartsWith(mark, StringComparison.Ordinal));
            Assert.Equal(!isReal, letter.Message.TextBody!.StartsWith(mark, StringComparison.Ordinal));
            if (letter.Message.HtmlBody is { } html) Assert.Equal(!isReal, html.Contains(mark, StringComparison.Ordinal));
        }
    }

    /// <summary>What the weekly letter, the curve, stories and precision are made of.</summary>
    private static async Task RealityIsUntouchedAsync(WebApplication app)
    {
        var (archive, ledger) = (app.Services.GetRequiredService<IArchive>(), app.Services.GetRequiredService<ILedger>());
        var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-7), TimeProvider.System.GetUtcNow().AddHours(1));
        Assert.Empty(await archive.SearchAsync(new PostQuery(), Ct));
        Assert.Empty(await archive.StoriesAsync(from, 10, Ct));
        Assert.Empty(await archive.TopicHoursAsync(from, until, Ct));
        Assert.Empty(await archive.ProbesAsync("filing", from, 10, Ct));
        Assert.Empty(await archive.SourcesAsync(Ct));
        Assert.Empty(await ledger.CasesAsync(from, 10, Ct));
        var alerts = await ledger.AlertsAsync(from, 10, Ct);
        Assert.All(alerts, a => Assert.Contains(DrillHall.RealName, a.Title, StringComparison.Ordinal));
        Assert.All(await ledger.VerdictsAsync(10, Ct), v => Assert.Contains(alerts, a => a.Id == v.AlertId));
        Assert.DoesNotContain((await ledger.StandingAsync(TimeProvider.System.GetUtcNow(), Ct)).Sent, s => s.Topic == "drill");
        var digest = await app.Services.GetRequiredService<DigestGatherer>().GatherAsync(new DigestSpan(DigestPeriod.Week, from, until), Ct);
        Assert.Equal((0, 0, 0), (digest.Posts.Negative, digest.Posts.Neutral, digest.Posts.Positive));
        Assert.Equal(alerts.Count, digest.Alerts.Sum(a => a.Count));
        Assert.Equal([DrillHall.RealName], digest.Targets.Select(t => t.Name));
    }

    private static async Task MailedAsync(DrillHall hall, Func<string, bool> subject)
    {
        while (!hall.Mail.Letters.Any(l => subject(l.Message.Subject!))) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
    }

    [GeneratedRegex("/drills/([A-Za-z0-9-]+)\"")]
    private static partial Regex DrillLink();

    [GeneratedRegex("/ack/[A-Za-z0-9_-]+")]
    private static partial Regex AckLink();
}
