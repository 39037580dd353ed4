using System.Net;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>Each role sees its own half: authors are for those who answer people, ways in for those who mend systems, distress for those who care.</summary>
public sealed class BoardSplitTests
{
    private const string Hole = "备份 backup.sql 可公开下载";

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Security, false)]
    [InlineData(Role.Propaganda, true)]
    [InlineData(Role.DutyOfficer, true)]
    [InlineData(Role.Admin, true)]
    public async Task Author_and_address_of_a_post(Role role, bool sees)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(role);
        foreach (var path in new[] { "/posts", "/posts/p1", "/stories/s1" }) Assert.Equal(sees, (await client.GetStringAsync(path)).Contains("feedface", StringComparison.Ordinal));
        Assert.Equal(sees, (await client.GetStringAsync("/posts/p1")).Contains("https://forum.example.net/t/1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Propaganda, false)]
    [InlineData(Role.Security, true)]
    [InlineData(Role.DutyOfficer, true)]
    [InlineData(Role.Admin, true)]
    public async Task What_lies_open_on_a_system(Role role, bool sees)
    {
        await using var server = await District.StartAsync();
        server.Archive.Probes.RemoveAll(p => p.TargetId == "site");
        server.Archive.Probes.Add(new ProbeResult { TargetId = "site", At = District.Now.AddSeconds(-5), State = ProbeState.Degraded, Status = 200, Message = Hole, Findings = [new Finding("exposure.backup", FindingSeverity.High, Hole)] });
        server.Ledger.Alerts.Add(server.Ledger.Alerts[0] with { Id = "late", Fingerprint = "overdue-weakness:site", Kind = "overdue-weakness", Subject = "site", Title = "教育局官网 有 3 项隐患超期未整改", Incident = null });
        using var client = await server.SignedInAsync(role);
        Assert.Equal(sees, (await client.GetStringAsync("/targets/site")).Contains(Hole, StringComparison.Ordinal));
        // Lights hang on walls: they say it to nobody.
        foreach (var path in new[] { "/", "/targets" }) Assert.DoesNotContain(Hole, await client.GetStringAsync(path));
        foreach (var path in new[] { "/", "/alerts" }) Assert.Equal((path, sees), (path, (await client.GetStringAsync(path)).Contains("隐患超期", StringComparison.Ordinal)));
        foreach (var path in new[] { "/alerts/late", "/alerts/late/why", "/weaknesses" }) Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_restricted_post_that_is_evidence_of_an_open_alert_is_not_quoted_to_those_without_the_right()
    {
        await using var server = await StartAsync();
        server.Ledger.Alerts[0] = server.Ledger.Alerts[0] with { Evidence = ["sad", "sad-story", "p1"] };
        using var security = await server.SignedInAsync(Role.Security);
        var page = await security.GetStringAsync("/alerts/a1");
        Assert.DoesNotContain("真的撑不下去了", page);
        Assert.Contains("受限内容", page);
        using var propaganda = await server.SignedInAsync(Role.Propaganda);
        Assert.Contains("真的撑不下去了", await propaganda.GetStringAsync("/alerts/a1"));
    }

    [Fact]
    public async Task The_timeline_of_a_restricted_story_is_as_restricted_as_its_page()
    {
        await using var server = await StartAsync();
        using var security = await server.SignedInAsync(Role.Security);
        Assert.Equal(HttpStatusCode.Forbidden, (await security.GetAsync("/api/stories/sad-story/timeline")).StatusCode);
        using var propaganda = await server.SignedInAsync(Role.Propaganda);
        Assert.Equal(HttpStatusCode.OK, (await propaganda.GetAsync("/api/stories/sad-story/timeline")).StatusCode);
    }

    [Theory]
    [InlineData("/alerts/restricted", "alerts")]
    [InlineData("/alerts/care", "alert care")]
    [InlineData("/alerts/care/why", "alert care")]
    [InlineData("/cases/restricted", "cases")]
    [InlineData("/posts/sad", "post sad")]
    [InlineData("/posts", "post sad")]
    [InlineData("/stories/sad-story", "story sad-story")]
    [InlineData("/stories", "story sad-story")]
    public async Task Every_read_of_restricted_data_is_noted_once_and_no_header_evades_it(string path, string noted)
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.Propaganda);
        client.DefaultRequestHeaders.Add("X-Fragment", "1");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        Assert.Single(server.Ledger.Trail, e => e is { Action: "restricted.read", Who: "Propaganda" } && e.Subject == noted);
    }

    [Fact]
    public async Task Who_is_refused_has_read_nothing()
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        foreach (var path in new[] { "/alerts/care", "/posts/sad", "/posts", "/stories", "/concerns" }) await client.GetAsync(path);
        Assert.DoesNotContain(server.Ledger.Trail, e => e.Action == "restricted.read");
    }

    private static async Task<BoardServer> StartAsync()
    {
        var server = await District.StartAsync();
        var post = server.Archive.Posts[0];
        server.Archive.Posts.Add(post with { Id = "sad", StoryId = "sad-story", Title = null, Text = "真的撑不下去了", Assessment = post.Assessment! with { Topics = [Topics.StudentWellbeing], Claims = [] } });
        server.Archive.Stories.Add(server.Archive.Stories[0] with { Id = "sad-story", Text = "真的撑不下去了", Topic = Topics.StudentWellbeing });
        server.Ledger.Alerts.Add(server.Ledger.Alerts[1] with { Id = "care", Fingerprint = "distress:all", Kind = "distress", Restricted = true, Incident = null });
        return server;
    }
}
