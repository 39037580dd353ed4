using System.Net;
using Monitor.Core.Judgements;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>What people say of posts and alerts through the pages, and who may.</summary>
public sealed class BoardFeedbackTests
{
    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Security, false)]
    [InlineData(Role.Propaganda, true)]
    [InlineData(Role.DutyOfficer, true)]
    [InlineData(Role.Admin, true)]
    public async Task Those_who_judge_content_label_posts(Role role, bool may)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(role);
        Assert.Equal(may, (await client.GetStringAsync("/posts/p1")).Contains("/posts/p1/label", StringComparison.Ordinal));
        var answer = await LabelAsync(client, "p1", LabelTasks.Rumour, LabelTasks.NotRumor);
        Assert.Equal(may ? HttpStatusCode.Found : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(may ? 1 : 0, server.Ledger.Labels.Count);
    }

    [Fact]
    public async Task A_label_keeps_what_the_machine_had_said_and_the_text_and_is_audited()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Propaganda);
        await LabelAsync(client, "p1", LabelTasks.Rumour, LabelTasks.NotRumor);
        await LabelAsync(client, "p1", LabelTasks.Topic, Topics.SystemOutage);
        var rumour = server.Ledger.Labels.Single(l => l.Task == LabelTasks.Rumour);
        Assert.Equal((LabelTasks.Rumor, "2026.1", false, "Propaganda"), (rumour.Said, rumour.Model, rumour.Agrees, rumour.Who));
        Assert.Equal(server.Archive.Posts.First(p => p.Id == "p1").FullText, rumour.Text);
        Assert.Equal(District.Now.AddDays(5).AddDays(30), rumour.Expires);
        Assert.True(server.Ledger.Labels.Single(l => l.Task == LabelTasks.Topic).Agrees);
        Assert.Contains(server.Ledger.Trail, e => e is { Action: "label", Subject: "p1", Who: "Propaganda", Detail: "rumour: not (machine: rumor, 2026.1)" });

        using var viewer = await server.SignedInAsync(Role.Viewer);
        var page = await viewer.GetStringAsync("/posts/p1");
        Assert.Contains("无须核查", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/posts/p1/label", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rumour", "false")]
    [InlineData("topic", "no_such_topic")]
    [InlineData("mood", "negative")]
    [InlineData("", "")]
    public async Task A_value_outside_the_closed_lists_is_refused(string task, string value)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.BadRequest, (await LabelAsync(client, "p1", task, value)).StatusCode);
        Assert.Empty(server.Ledger.Labels);
        Assert.Equal(HttpStatusCode.NotFound, (await BoardServer.PostAsync(client, "/posts/p1", "/posts/gone/label", ("task", "topic"), ("value", "fraud"))).StatusCode);
    }

    [Fact]
    public async Task An_unassessed_post_says_so_and_may_still_be_labelled()
    {
        await using var server = await District.StartAsync();
        server.Archive.Posts[1] = server.Archive.Posts[1] with { Assessment = null };
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        Assert.Contains("未评估", await client.GetStringAsync("/posts/p1"), StringComparison.Ordinal);
        Assert.Contains("未评估", await client.GetStringAsync("/posts"), StringComparison.Ordinal);
        await LabelAsync(client, "p1", LabelTasks.Form, "hearsay");
        Assert.True(Assert.Single(server.Ledger.Labels) is { Said: null, Model: null, Agrees: null });
    }

    [Fact]
    public async Task A_team_judges_its_own_alerts_and_the_precision_is_shown()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Propaganda);
        Assert.Equal(HttpStatusCode.Found, (await VerdictAsync(client, "a2", "false-alarm")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await VerdictAsync(client, "a1", "right")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await VerdictAsync(client, "a2", "maybe")).StatusCode);
        Assert.Equal(("a2", "rumour-story", false), server.Ledger.Verdicts.Select(v => (v.AlertId, v.Kind, v.Right)).Single());
        Assert.Contains(server.Ledger.Trail, e => e is { Action: "verdict", Subject: "a2", Detail: "false-alarm" });
        Assert.Contains("误报", await client.GetStringAsync("/alerts/a2"), StringComparison.Ordinal);
        var page = await client.GetStringAsync("/models");
        Assert.Contains("0–79 %", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_models_shows_version_drift_and_what_to_label_next()
    {
        await using var server = await District.StartAsync();
        server.Archive.Posts[3] = server.Archive.Posts[3] with { StoryId = "other", Assessment = server.Archive.Posts[3].Assessment! with { Rumour = new RumourRisk(0.69, RiskBand.Unsure, []) } };
        server.Models.Drift = new DriftFigures
        {
            Model = "2026.1",
            At = District.Now,
            ReferenceFrom = District.Now.AddDays(-30),
            ReferenceUntil = District.Now.AddDays(-16),
            ReferencePosts = 4321,
            ReferenceUnknown = 0.01,
            Day = new DriftSpan(100, 0.02, 0.03, 0.01),
            Week = new DriftSpan(700, 0.31, 0.12, 0.02),
        };
        using var client = await server.SignedInAsync(Role.Viewer);
        var page = await client.GetStringAsync("/models");
        Assert.All(["2026.1", "4321", "0.310", "明显偏移", "有所偏移", "稳定", "/posts/p3"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("role=\"alert\"", page, StringComparison.Ordinal);
        server.Models.Drift = server.Models.Drift with { Day = null, Week = null };
        Assert.Contains("正在收集基准", await client.GetStringAsync("/models"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_says_that_no_models_are_loaded_and_what_to_do()
    {
        await using var server = await District.StartAsync();
        (server.Models.Model, server.Models.Trouble) = (null, "Model file x is damaged");
        using var client = await server.SignedInAsync(Role.Viewer);
        foreach (var path in new[] { "/", "/posts", "/models" })
        {
            var page = await client.GetStringAsync(path);
            Assert.Contains("模型未能加载：采集照常，新帖暂不评估", page, StringComparison.Ordinal);
            Assert.Contains("monitor models rollback", page, StringComparison.Ordinal);
        }

        server.Models.Model = "2026.1";
        Assert.Contains("仍在使用 2026.1", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", await server.Client().GetStringAsync("/signin"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> LabelAsync(HttpClient client, string post, string task, string value) =>
        BoardServer.PostAsync(client, "/posts/" + post, $"/posts/{post}/label", ("task", task), ("value", value));

    private static Task<HttpResponseMessage> VerdictAsync(HttpClient client, string alert, string verdict) =>
        BoardServer.PostAsync(client, "/alerts/" + alert, $"/alerts/{alert}/verdict", ("verdict", verdict));
}
