using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Monitor.Collectors.Probes.Headers;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

public sealed class BoardWallTests
{
    private const string Words = "某某同学说她哭了";

    [Fact]
    public async Task The_wall_shows_levels_lights_and_counts_and_nothing_anybody_wrote()
    {
        await using var server = await District.StartAsync(Words);
        server.Archive.Hours.Add(new HourCount(HourTally.HourOf(District.Now), Topics.SystemOutage, SentimentLabel.Negative, 31));
        server.Archive.Hours.Add(new HourCount(HourTally.HourOf(District.Now), Topics.StudentWellbeing, SentimentLabel.Negative, 99));
        server.Ledger.Alerts.Add(server.Ledger.Alerts[0] with { Id = "care", Fingerprint = "distress:x", Kind = "distress", Team = Team.Propaganda, Level = WarningLevel.Red, Restricted = true });
        server.Ledger.Alerts[1] = server.Ledger.Alerts[1] with { AcknowledgedBy = "陈值班", AcknowledgedAt = District.Now };
        using var client = await server.SignedInAsync(Role.Viewer);
        var html = await client.GetStringAsync("/wall");
        using var page = new HtmlParser().ParseDocument(html);
        foreach (var secret in new[] { Words, "feedface", "asker-", "陈值班", "听说", "崩了", "内部渠道", "考生关怀", "考生身心", "返回 502" }) Assert.DoesNotContain(secret, html, StringComparison.Ordinal);
        Assert.Contains("橙色", page.QuerySelector("#levels")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("志愿填报系统", page.QuerySelector("#wall-alerts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("#wall-targets li").Length);
        Assert.Contains("31", page.QuerySelector("#wall-topics")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("UTC+08:00", page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("最近探测 10 秒前", page.QuerySelector(".ages")!.TextContent.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a, button, form, input, nav, [title]"));
    }

    [Fact]
    public async Task The_wall_asks_for_its_content_alone_like_any_page()
    {
        await using var server = await District.StartAsync();
        using var stranger = server.Client();
        Assert.Equal(HttpStatusCode.Found, (await stranger.GetAsync("/wall")).StatusCode);
        using var client = await server.SignedInAsync(Role.Viewer);
        client.DefaultRequestHeaders.Add("X-Fragment", "1");
        var html = await client.GetStringAsync("/wall");
        Assert.DoesNotContain("<html", html);
        Assert.Contains("id=\"wall-alerts\"", html);
    }

    [Fact]
    public async Task The_curve_marks_bursts_and_takes_failures_from_the_rollups()
    {
        await using var server = await District.StartAsync();
        var burst = server.Ledger.Alerts[1] with { Id = "b1", Kind = "burst", Topic = Topics.SystemOutage, Since = District.Now.AddHours(-30), ResolvedAt = District.Now.AddMinutes(-5) };
        server.Ledger.Alerts.AddRange([burst, burst with { Id = "b2", Kind = "sentiment-shift", Since = District.Now.AddMinutes(-40), ResolvedAt = null }, burst with { Id = "b3", Restricted = true }]);
        using var client = await server.SignedInAsync(Role.Viewer);
        var before = server.Archive.ResultReads;
        using var curve = JsonDocument.Parse(await client.GetStringAsync("/api/curve?hours=6"));
        Assert.Equal(before, server.Archive.ResultReads);
        var marks = curve.RootElement.GetProperty("failures").EnumerateArray().ToList();
        Assert.Equal(9, marks.Sum(m => m.GetProperty("count").GetInt32()));
        Assert.All(marks, m => Assert.Equal("志愿填报系统", m.GetProperty("target").GetString()));
        var bursts = curve.RootElement.GetProperty("bursts").EnumerateArray().ToList();
        Assert.Equal(2, bursts.Count);
        Assert.Equal(curve.RootElement.GetProperty("points")[0].GetProperty("at").GetInt64(), bursts[0].GetProperty("from").GetInt64());
        Assert.Equal("系统故障", bursts[0].GetProperty("topic").GetString());
        Assert.True(bursts[1].GetProperty("mood").GetBoolean());
    }

    [Fact]
    public async Task A_target_shows_its_day_and_week_and_the_certificate_and_headers_of_its_host()
    {
        var config = District.Config with
        {
            Targets =
            [
                new TargetDefinition { Id = "filing", Name = "志愿填报系统", Kind = "http", Options = new HttpProbeOptions { Url = "https://filing.example.net/login" } },
                new TargetDefinition { Id = "filing-cert", Name = "填报证书", Kind = "tls", Options = new TlsProbeOptions { Host = "filing.example.net" } },
                new TargetDefinition { Id = "filing-headers", Name = "填报响应头", Kind = "headers", Options = new HeadersProbeOptions { Url = "https://FILING.example.net/" } },
                new TargetDefinition { Id = "other-cert", Name = "别处证书", Kind = "tls", Options = new TlsProbeOptions { Host = "other.example.net" } },
            ],
        };
        await using var server = await BoardServer.StartAsync(config, District.Now);
        server.Archive.Probes.AddRange(Enumerable.Range(0, 60).Select(i => new ProbeResult { TargetId = "filing", At = District.Now.AddHours(-i * 2).AddMinutes(-1), State = i == 30 ? ProbeState.Down : ProbeState.Up }));
        server.Archive.Probes.Add(new ProbeResult { TargetId = "filing-cert", At = District.Now.AddSeconds(-20), State = ProbeState.Degraded, Findings = [new Finding("tls.expiring", FindingSeverity.Medium, "证书 12 天后到期")] });
        server.Archive.Probes.Add(new ProbeResult { TargetId = "filing-headers", At = District.Now.AddHours(-20), State = ProbeState.Up, Message = "等级 A+" });
        using var client = await server.SignedInAsync(Role.Viewer);
        using var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/targets/filing"));
        var card = page.QuerySelector("#host-state")!.TextContent;
        Assert.Contains("证书 12 天后到期", card, StringComparison.Ordinal);
        Assert.Contains("等级 A+", card, StringComparison.Ordinal);
        Assert.Contains("未知", card, StringComparison.Ordinal);
        Assert.DoesNotContain("别处证书", card, StringComparison.Ordinal);
        var strips = page.QuerySelectorAll("#strips figure");
        Assert.Equal(2, strips.Length);
        Assert.Empty(strips[0].QuerySelectorAll(".cell-down"));
        Assert.Single(strips[1].QuerySelectorAll(".cell-down"));
    }

    [Fact]
    public async Task An_explanation_stays_until_its_reader_closes_it()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Contains("id=\"guide\"", await client.GetStringAsync("/alerts"));
        Assert.Contains("id=\"guide\"", await client.GetStringAsync("/targets"));
        Assert.DoesNotContain("id=\"guide\"", await client.GetStringAsync("/alerts/a1"));
        Assert.Equal("/alerts", (await BoardServer.PostAsync(client, "/alerts", "/guides/close", ("page", "/alerts"), ("which", "/alerts"))).Headers.Location!.OriginalString);
        Assert.DoesNotContain("id=\"guide\"", await client.GetStringAsync("/alerts"));
        Assert.Contains("id=\"guide\"", await client.GetStringAsync("/targets"));
        using var other = await server.SignedInAsync(Role.Security);
        Assert.Contains("id=\"guide\"", await other.GetStringAsync("/alerts"));
        await BoardServer.PostAsync(other, "/alerts", "/guides/close", ("page", "/alerts"), ("which", "*"));
        Assert.DoesNotContain("id=\"guide\"", await other.GetStringAsync("/targets"));
        Assert.Equal(HttpStatusCode.BadRequest, (await BoardServer.PostAsync(client, "/targets", "/guides/close", ("page", "//evil.example"), ("which", "*"))).StatusCode);
    }
}
