using System.Net;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Security;
using Monitor.Tests.Board;
using Xunit;

namespace Monitor.Tests.Host.Api.V1;

/// <summary>What a program does is what a person of its role does, with the same rules and the same trace.</summary>
public sealed class ApiActingTests
{
    [Theory]
    [InlineData(Role.Propaganda, "a2", 200)]
    [InlineData(Role.Propaganda, "a1", 403)]
    [InlineData(Role.Security, "a1", 200)]
    [InlineData(Role.DutyOfficer, "a1", 200)]
    [InlineData(Role.Viewer, "a1", 403)]
    [InlineData(Role.Admin, "a3", 409)]
    [InlineData(Role.Admin, "none", 404)]
    public async Task An_alert_is_taken_by_its_team_and_the_trail_names_the_key(Role role, string id, int status)
    {
        await using var server = await District.StartAsync();
        using var tool = await server.WithKeyAsync(role);
        var answer = await tool.PostAsync($"/api/v1/alerts/{id}/acknowledge", null);
        if (status != 200) await answer.ProblemAsync(status);
        else Assert.Equal("key:tool", (await answer.JsonAsync()).GetProperty("acknowledgedBy").GetString());
        Assert.Equal(status == 200 ? 1 : 0, server.Ledger.Trail.Count(e => e is { Action: "acknowledge", Who: "key:tool" }));
    }

    [Fact]
    public async Task A_verdict_and_a_silence_are_those_of_the_pages()
    {
        await using var server = await District.StartAsync();
        using var tool = await server.WithKeyAsync(Role.Security);
        var judged = await tool.PostAsync("/api/v1/alerts/a1/verdict", Tool.Body("""{"verdict":"false-alarm"}"""));
        Assert.False((await judged.JsonAsync()).GetProperty("worthIt").GetBoolean());
        Assert.True(server.Ledger.Verdicts.Single() is { AlertId: "a1", Right: false });
        await (await tool.PostAsync("/api/v1/alerts/a1/verdict", Tool.Body("""{"verdict":"perhaps"}"""))).ProblemAsync(400);
        await (await tool.PostAsync("/api/v1/alerts/a1/verdict", Tool.Body("{}"))).ProblemAsync(400);
        await (await tool.PostAsync("/api/v1/alerts/a1/verdict", Tool.Body("not json"))).ProblemAsync(400);

        var silenced = await (await tool.PostAsync("/api/v1/silences", Tool.Body("""{"alert":"a1","scope":"subject","hours":4,"reason":"计划内重启"}"""))).JsonAsync();
        var kept = Assert.Single(server.Ledger.Silences);
        Assert.Equal((kept.Id, "key:tool", "filing", Team.Security, WarningLevel.Orange), (silenced.GetProperty("id").GetString(), kept.Owner, kept.Subject, kept.Team, kept.UpTo));
        Assert.Equal(kept.Id, (await (await tool.GetAsync("/api/v1/silences")).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Contains("hours", await (await tool.PostAsync("/api/v1/silences", Tool.Body("""{"alert":"a1","scope":"subject","hours":721,"reason":"x"}"""))).ProblemAsync(400), StringComparison.Ordinal);
        await (await tool.PostAsync("/api/v1/silences", Tool.Body("""{"alert":"a2","scope":"subject","hours":4,"reason":"x"}"""))).ProblemAsync(403);
    }

    [Fact]
    public async Task A_case_goes_to_its_end_and_an_older_version_is_refused()
    {
        await using var server = await District.StartAsync();
        using var person = await server.SignedInAsync(Role.Propaganda);
        await BoardServer.PostAsync(person, "/alerts/a2", "/alerts/a2/case");
        var id = server.Ledger.Cases.Single().Id;
        using var tool = await server.WithKeyAsync(Role.Propaganda);
        Assert.Equal(id, (await (await tool.GetAsync("/api/v1/cases")).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetString());

        await (await StepAsync("close", """{"version":1,"result":"完"}""")).ProblemAsync(409);
        var judged = await (await StepAsync("judge", """{"version":1,"verdict":"false","note":"已核实，电话 13812345678"}""")).JsonAsync();
        Assert.Equal(("judged", "已核实，电话 〔手机号〕", 2), (judged.GetProperty("case").GetProperty("state").GetString(), judged.GetProperty("case").GetProperty("verdictNote").GetString(), judged.GetProperty("case").GetProperty("version").GetInt32()));
        await (await StepAsync("handle", """{"version":1,"note":"已联系"}""")).ProblemAsync(409);
        await (await StepAsync("reopen", """{"version":2}""")).ProblemAsync(400);
        await (await StepAsync("answer", """{"version":2,"text":"不实","url":"javascript:alert(1)"}""")).ProblemAsync(400);
        await StepAsync("answer", """{"version":2,"text":"网传不实","denied":"填好的志愿全丢了"}""");
        var closed = await (await StepAsync("close", """{"version":3,"result":"平息"}""")).JsonAsync();
        Assert.Equal(["case-close", "case-answer", "case-judge", "case-open"], closed.GetProperty("trail").EnumerateArray().Select(e => e.GetProperty("action").GetString()!).OrderBy(a => Array.IndexOf(["case-close", "case-answer", "case-judge", "case-open"], a)));
        Assert.Equal(CaseState.Closed, server.Ledger.Cases.Single().State);
        Assert.Equal("填好的志愿全丢了", Assert.Single(server.Words.Published).Answer!.Denied);

        Task<HttpResponseMessage> StepAsync(string step, string body) => tool.PostAsync($"/api/v1/cases/{id}/{step}", Tool.Body(body));
    }

    [Fact]
    public async Task A_session_does_nothing_here_whatever_it_may_do_on_the_pages()
    {
        await using var server = await District.StartAsync();
        using var admin = await server.SignedInAsync(Role.Admin);
        var answer = await admin.PostAsync("/api/v1/alerts/a1/acknowledge", null);
        await answer.ProblemAsync((int)HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Null(server.Ledger.Alerts[0].AcknowledgedBy);
    }
}
