using System.Net;
using System.Text;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Core.Weaknesses;
using Monitor.Tests.Alerts.QuickReport;
using Monitor.Tests.Weaknesses;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>The register through the pages.</summary>
public sealed class BoardWeaknessTests
{
    private const string Hostile = "<script>alert(1)</script>\"'";

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Propaganda, false)]
    [InlineData(Role.Security, true)]
    [InlineData(Role.DutyOfficer, true)]
    [InlineData(Role.Admin, true)]
    public async Task Only_those_who_mend_systems_or_are_on_duty_see_the_register(Role role, bool sees)
    {
        await using var server = await FilledAsync();
        using var client = await server.SignedInAsync(role);
        foreach (var path in new[] { "/weaknesses", "/weaknesses/W-2026-0001", "/weaknesses/file?format=csv", "/weaknesses/file?format=docx" })
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await client.GetAsync(path)).StatusCode);
        var target = await client.GetStringAsync("/targets/filing");
        Assert.Equal(sees, target.Contains("W-2026-0001", StringComparison.Ordinal));
        Assert.Equal(sees, target.Contains("/secret.zip", StringComparison.Ordinal));
        Assert.Equal(sees, (await client.GetStringAsync("/")).Contains("href=\"/weaknesses\"", StringComparison.Ordinal));
        foreach (var step in new[] { "assign", "accept", "withdraw" })
        {
            var answer = await BoardServer.PostAsync(client, "/targets", $"/weaknesses/W-2026-0001/{step}", ("owner", "Security"), ("reason", "理由"), ("until", "2026-07-30"));
            if (!sees) Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(sees, server.Ledger.Weaknesses[0].Version > 1);
    }

    [Fact]
    public async Task Nobody_s_front_page_says_what_lies_open()
    {
        await using var server = await FilledAsync();
        using var client = await server.SignedInAsync(Role.Propaganda);
        foreach (var page in new[] { "/", "/targets", "/targets/filing" }) Assert.DoesNotContain("secret.zip", await client.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "W-2026-0001 W-2026-0002 W-2026-0003")]
    [InlineData("?state=Fixed", "W-2026-0003")]
    [InlineData("?severity=High", "W-2026-0001")]
    [InlineData("?owner=-", "W-2026-0001 W-2026-0003")]
    [InlineData("?owner=张工", "W-2026-0002")]
    [InlineData("?target=score", "W-2026-0002")]
    [InlineData("?overdue=true", "W-2026-0001")]
    [InlineData("?state=7&severity=x", "W-2026-0001 W-2026-0002 W-2026-0003")]
    [InlineData("?target=nowhere", "")]
    public async Task The_list_is_filtered_and_its_files_alike(string query, string ids)
    {
        await using var server = await FilledAsync();
        using var client = await server.SignedInAsync(Role.Security);
        var page = await client.GetStringAsync("/weaknesses" + query);
        var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync("/weaknesses/file" + (query.Length > 0 ? query + "&" : "?") + "format=csv"));
        var lines = string.Join("", Docx.Lines(await client.GetByteArrayAsync("/weaknesses/file" + (query.Length > 0 ? query + "&" : "?") + "format=docx")));
        foreach (var id in new[] { "W-2026-0001", "W-2026-0002", "W-2026-0003" })
            Assert.All([page, csv, lines], text => Assert.Equal(ids.Contains(id, StringComparison.Ordinal), text.Contains(id, StringComparison.Ordinal)));
        Assert.Equal(2, server.Ledger.Trail.Count(e => e is { Action: "weakness.file", Who: "Security" }));
    }

    [Fact]
    public async Task What_strangers_servers_say_is_shown_and_never_run()
    {
        await using var server = await FilledAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        foreach (var page in new[] { "/weaknesses", "/weaknesses/W-2026-0001", "/targets/filing", "/weaknesses?owner=" + Uri.EscapeDataString(Hostile) })
        {
            var html = await client.GetStringAsync(page);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            if (!page.Contains('?', StringComparison.Ordinal)) Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_owner_is_named_a_risk_accepted_and_taken_back_each_with_its_trace()
    {
        await using var server = await FilledAsync();
        using var client = await server.SignedInAsync(Role.Security);
        const string One = "/weaknesses/W-2026-0001";
        var before = server.Ledger.Weaknesses[0].Due;
        Assert.Equal(HttpStatusCode.Found, (await BoardServer.PostAsync(client, One, One + "/assign", ("owner", "DutyOfficer"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BoardServer.PostAsync(client, One, One + "/assign", ("owner", "Propaganda"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await BoardServer.PostAsync(client, One, One + "/withdraw")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await BoardServer.PostAsync(client, One, One + "/accept", ("reason", " "), ("until", "2026-07-30"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BoardServer.PostAsync(client, One, One + "/accept", ("reason", "x"), ("until", "soon"))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await BoardServer.PostAsync(client, One, One + "/accept", ("reason", "换系统前无法整改"), ("until", "2026-07-30"))).StatusCode);
        var page = await client.GetStringAsync(One);
        Assert.Contains("换系统前无法整改", page, StringComparison.Ordinal);
        Assert.Contains("已接受风险", page, StringComparison.Ordinal);
        Assert.DoesNotContain("step-accept", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await BoardServer.PostAsync(client, One, One + "/withdraw")).StatusCode);
        Assert.Equal(("DutyOfficer", WeaknessState.Open, before), (server.Ledger.Weaknesses[0].Owner, server.Ledger.Weaknesses[0].State, server.Ledger.Weaknesses[0].Due));
        Assert.Equal(["weakness.assign", "weakness.accept", "weakness.withdraw"], server.Ledger.Trail.Where(e => e.Subject == "W-2026-0001").Select(e => e.Action));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/weaknesses/W-1")).StatusCode);
        Assert.DoesNotContain("step-", await client.GetStringAsync("/weaknesses/W-2026-0003"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_the_form_s_token_changes_nothing()
    {
        await using var server = await FilledAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        var answer = await client.PostAsync("/weaknesses/W-2026-0001/assign", new FormUrlEncodedContent([KeyValuePair.Create("owner", "Admin")]));
        Assert.Equal((HttpStatusCode.BadRequest, 1), (answer.StatusCode, server.Ledger.Weaknesses[0].Version));
    }

    private static async Task<BoardServer> FilledAsync()
    {
        var server = await District.StartAsync();
        Weakness Of(int number, string code, FindingSeverity severity, string target) => Looks.Weakness(code, severity, target) with
        {
            Id = $"W-2026-{number:0000}",
            FirstSeen = District.Now.AddDays(-9),
            LastSeen = District.Now,
            Due = WeaknessDays.Of(District.Now).AddDays(number == 1 ? -2 : 20),
        };
        server.Ledger.Weaknesses.AddRange(
        [
            Of(1, "exposure.backup", FindingSeverity.High, "filing") with { Message = "备份文件 /secret.zip 可下载" + Hostile, Subject = Hostile },
            Of(2, "tls.expiring", FindingSeverity.Medium, "score") with { Owner = "张工" },
            Of(3, "tls.name", FindingSeverity.Low, "filing") with { State = WeaknessState.Fixed, FixedAt = District.Now.AddDays(-1) },
        ]);
        server.Archive.Probes.Add(new ProbeResult
        {
            TargetId = "filing",
            At = District.Now,
            State = ProbeState.Degraded,
            Message = "备份文件 /secret.zip 可下载",
            Findings = [new Finding("exposure.backup", FindingSeverity.High, "备份文件 /secret.zip 可下载" + Hostile)],
        });
        return server;
    }
}
