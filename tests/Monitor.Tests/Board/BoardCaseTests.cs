using System.Globalization;
using System.Net;
using Monitor.Core.Cases;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>A case through the pages, from the button on an alert to its end.</summary>
public sealed class BoardCaseTests
{
    [Fact]
    public async Task A_case_goes_from_the_alert_to_its_end_and_every_step_is_audited()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Propaganda);
        var opened = await BoardServer.PostAsync(client, "/alerts/a2", "/alerts/a2/case");
        var subject = Assert.Single(server.Ledger.Cases);
        Assert.Equal("/cases/" + subject.Id, opened.Headers.Location!.ToString());
        Assert.Equal(("a2", "rumour-story", CaseState.Opened), (subject.AlertId, subject.Kind, subject.State));
        Assert.Equal(server.Ledger.Alerts.First(a => a.Id == "a2").OpenedAt, subject.ClockFrom);
        // Pressed twice it is the same case.
        Assert.Equal(opened.Headers.Location, (await BoardServer.PostAsync(client, "/alerts/a2", "/alerts/a2/case")).Headers.Location);
        Assert.Contains($"/cases/{subject.Id}", await client.GetStringAsync("/alerts/a2"), StringComparison.Ordinal);

        await StepAsync(server, client, "judge", ("verdict", "False"), ("note", "已向考试院核实，电话 13812345678"));
        await StepAsync(server, client, "route", ("department", ""), ("handler", "Propaganda"));
        await StepAsync(server, client, "handle", ("note", "已联系平台"));
        Assert.Contains("听说志愿填报系统崩了，填好的志愿全丢了", await client.GetStringAsync("/cases/" + subject.Id), StringComparison.Ordinal);
        await StepAsync(server, client, "answer", ("text", "网传志愿全丢不实"), ("denied", "填好的志愿全丢了"), ("url", "https://gov.example.net/9"));
        await StepAsync(server, client, "close", ("result", "传播平息"));

        var closed = server.Ledger.Cases.Single();
        Assert.Equal((CaseState.Closed, CaseVerdict.False, "传播平息", "Propaganda"), (closed.State, closed.Verdict, closed.Result, closed.Handler));
        Assert.Equal("填好的志愿全丢了", Assert.Single(server.Words.Published).Answer!.Denied);
        Assert.Equal(["case-open", "case-judge", "case-route", "case-handle", "case-answer", "case-close"], server.Ledger.Trail.Where(e => e.Subject == closed.Id).Select(e => e.Action));
        Assert.DoesNotContain("13812345678", string.Concat(server.Ledger.Trail.Select(e => e.Detail)), StringComparison.Ordinal);
        // A rumour that proved untrue was rightly called.
        Assert.True(server.Ledger.Verdicts.Single() is { AlertId: "a2", Right: true, Kind: "rumour-story" });
        var page = await client.GetStringAsync("/cases/" + closed.Id);
        Assert.DoesNotContain("step-", page, StringComparison.Ordinal);
        Assert.Contains("按时完成", page, StringComparison.Ordinal);
        Assert.Contains("不实。已向考试院核实，电话 〔手机号〕", page, StringComparison.Ordinal);
        Assert.Contains(closed.Id, await client.GetStringAsync("/cases"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close", "result", "完")]
    [InlineData("answer", "text", "不实")]
    [InlineData("handle", "note", "做了")]
    public async Task Nothing_is_done_before_a_verdict(string step, string field, string text)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        await BoardServer.PostAsync(client, "/stories/s1", "/stories/s1/case");
        var answer = await PostAsync(server, client, step, (field, text));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("请先填写研判结论", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("step-" + step, await client.GetStringAsync("/cases/" + server.Ledger.Cases.Single().Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_not_closed_without_a_result_nor_changed_by_who_saw_an_older_one()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        await BoardServer.PostAsync(client, "/alerts/a1", "/alerts/a1/case");
        await StepAsync(server, client, "judge", ("verdict", "False"));
        Assert.False(server.Ledger.Verdicts.Single().Right);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(server, client, "close", ("result", "  "))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(server, client, "close", ("result", "完"), ("version", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, client, "judge", ("verdict", "7"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, client, "answer", ("text", "x"), ("url", "javascript:alert(1)"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, client, "reopen")).StatusCode);
        Assert.Equal(CaseState.Judged, server.Ledger.Cases.Single().State);
    }

    [Theory]
    [InlineData(Role.Viewer, false, false)]
    [InlineData(Role.Propaganda, true, false)]
    [InlineData(Role.Security, false, true)]
    [InlineData(Role.DutyOfficer, true, true)]
    public async Task A_team_works_on_its_own_cases_and_reads_the_others(Role role, bool propaganda, bool security)
    {
        await using var server = await District.StartAsync();
        using var admin = await server.SignedInAsync(Role.Admin);
        using var client = await server.SignedInAsync(role);
        foreach (var (alert, may) in new[] { ("a2", propaganda), ("a1", security) })
        {
            Assert.Equal(may ? HttpStatusCode.Found : HttpStatusCode.Forbidden, (await BoardServer.PostAsync(client, "/password", $"/alerts/{alert}/case")).StatusCode);
            await BoardServer.PostAsync(admin, "/password", $"/alerts/{alert}/case");
            var id = server.Ledger.Cases.Single(c => c.AlertId == alert).Id;
            Assert.Equal(may, (await client.GetStringAsync("/cases/" + id)).Contains("step-judge", StringComparison.Ordinal));
            Assert.Equal(may ? HttpStatusCode.Found : HttpStatusCode.Forbidden, (await BoardServer.PostAsync(client, "/password", $"/cases/{id}/judge", ("verdict", "True"), ("version", "1"))).StatusCode);
        }
    }

    [Fact]
    public async Task A_restricted_case_is_seen_by_those_who_may_see_its_alert()
    {
        await using var server = await District.StartAsync();
        server.Ledger.Alerts[1] = server.Ledger.Alerts[1] with { Restricted = true };
        using var propaganda = await server.SignedInAsync(Role.Propaganda);
        using var duty = await server.SignedInAsync(Role.DutyOfficer);
        await BoardServer.PostAsync(propaganda, "/alerts/a2", "/alerts/a2/case");
        var id = server.Ledger.Cases.Single().Id;
        foreach (var path in new[] { "/cases/" + id, "/cases/restricted" })
        {
            Assert.Equal(HttpStatusCode.OK, (await propaganda.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await duty.GetAsync(path)).StatusCode);
        }

        Assert.DoesNotContain(id, await duty.GetStringAsync("/cases"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await propaganda.GetStringAsync("/cases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_words_stay_words_on_the_pages_of_cases()
    {
        const string Script = "<script>alert(1)</script>";
        await using var server = await District.StartAsync(Script);
        using var client = await server.SignedInAsync(Role.Admin);
        await BoardServer.PostAsync(client, "/alerts/a2", "/alerts/a2/case");
        await StepAsync(server, client, "judge", ("verdict", "Partly"), ("note", Script));
        foreach (var path in new[] { "/cases", "/cases/" + server.Ledger.Cases.Single().Id })
            Assert.DoesNotContain("<script>alert", await client.GetStringAsync(path), StringComparison.Ordinal);
    }

    private static async Task StepAsync(BoardServer server, HttpClient client, string step, params (string Key, string Value)[] fields) =>
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(server, client, step, fields)).StatusCode);

    private static Task<HttpResponseMessage> PostAsync(BoardServer server, HttpClient client, string step, params (string Key, string Value)[] fields)
    {
        var subject = server.Ledger.Cases.Single();
        if (fields.All(f => f.Key != "version")) fields = [.. fields, ("version", subject.Version.ToString(CultureInfo.InvariantCulture))];
        return BoardServer.PostAsync(client, "/cases/" + subject.Id, $"/cases/{subject.Id}/{step}", fields);
    }
}
