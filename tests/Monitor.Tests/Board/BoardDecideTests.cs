using System.Net;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>Silences, issuing and "why" through the pages, and who may. a1 is the security team's proposed orange, a2 the propaganda team's yellow.</summary>
public sealed class BoardDecideTests
{
    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Propaganda, false)]
    [InlineData(Role.Security, true)]
    [InlineData(Role.DutyOfficer, true)]
    public async Task Its_team_silences_an_alert_with_a_reason_and_it_is_audited(Role role, bool may)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(role);
        Assert.Equal(may, (await client.GetStringAsync("/alerts/a1")).Contains("/alerts/a1/silence", StringComparison.Ordinal));
        var answer = await SilenceAsync(client, "维护中");
        Assert.Equal(may ? HttpStatusCode.Found : HttpStatusCode.Forbidden, answer.StatusCode);
        if (!may)
        {
            Assert.Empty(server.Ledger.Silences);
            return;
        }

        var silence = Assert.Single(server.Ledger.Silences);
        Assert.Equal(("outage", "filing", Team.Security, WarningLevel.Orange, role.ToString(), "维护中"), (silence.Kind, silence.Subject, silence.Team!.Value, silence.UpTo!.Value, silence.Owner, silence.Reason));
        Assert.Equal(District.Now.AddHours(4), silence.Until);
        Assert.Contains(server.Ledger.Trail, e => e.Action == "silence" && e.Subject == silence.Id);
        Assert.Contains("维护中", await client.GetStringAsync("/alerts/a1"));
        Assert.Contains("维护中", await client.GetStringAsync("/silences"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_a_reason_nothing_is_silenced(string reason)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.BadRequest, (await SilenceAsync(client, reason)).StatusCode);
        Assert.Empty(server.Ledger.Silences);
    }

    [Theory]
    [InlineData(Role.Propaganda, false)]
    [InlineData(Role.Security, true)]
    [InlineData(Role.Admin, true)]
    public async Task Whoever_could_have_made_a_silence_may_end_it(Role role, bool may)
    {
        await using var server = await District.StartAsync();
        using var maker = await server.SignedInAsync(Role.Security);
        await SilenceAsync(maker, "维护中");
        using var client = await server.SignedInAsync(role);
        var answer = await BoardServer.PostAsync(client, "/silences", $"/silences/{server.Ledger.Silences[0].Id}/end");
        Assert.Equal(may ? HttpStatusCode.Found : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(may ? role.ToString() : null, server.Ledger.Silences[0].EndedBy);
        Assert.Equal(may, server.Ledger.Trail.Any(e => e.Action == "silence-end"));
    }

    [Theory]
    [InlineData(Role.Security, false)]
    [InlineData(Role.Propaganda, false)]
    [InlineData(Role.DutyOfficer, true)]
    [InlineData(Role.Admin, true)]
    public async Task A_proposed_level_is_issued_by_who_is_on_duty_and_it_is_audited(Role role, bool may)
    {
        await using var server = await District.StartAsync();
        server.Ledger.Alerts[0] = server.Ledger.Alerts[0] with { LevelIssued = false };
        using var client = await server.SignedInAsync(role);
        Assert.Equal(may, (await client.GetStringAsync("/alerts/a1")).Contains("签发橙色", StringComparison.Ordinal));
        var answer = await BoardServer.PostAsync(client, "/alerts", "/alerts/a1/issue");
        Assert.Equal(may ? HttpStatusCode.Found : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(may, server.Ledger.Alerts[0].LevelIssued);
        Assert.Equal(may, server.Ledger.Trail.Any(e => e is { Action: "issue", Subject: "a1" }));
        Assert.DoesNotContain("签发橙色", may ? await client.GetStringAsync("/alerts/a1") : "");
    }

    [Fact]
    public async Task Why_lists_every_decision_and_restricted_alerts_stay_restricted()
    {
        await using var server = await District.StartAsync();
        server.Ledger.Alerts[1] = server.Ledger.Alerts[1] with { Restricted = true };
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Contains("连续 3 次失败", await client.GetStringAsync("/alerts/a1/why"));
        Assert.Contains("/alerts/a1/why", await client.GetStringAsync("/alerts/a1"));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/alerts/a2/why")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/alerts/gone/why")).StatusCode);
    }

    private static Task<HttpResponseMessage> SilenceAsync(HttpClient client, string reason) =>
        BoardServer.PostAsync(client, "/alerts", "/alerts/a1/silence", ("scope", "subject"), ("hours", "4"), ("reason", reason));
}
