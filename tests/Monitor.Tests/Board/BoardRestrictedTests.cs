using System.Net;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>What tells of people in distress: a number for those with the right, nothing for the others, and no author for anyone.</summary>
public sealed class BoardRestrictedTests
{
    private const string Title = "考生身心关怀提示";
    private const string Words = "真的撑不下去了";

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Security, false)]
    [InlineData(Role.DutyOfficer, false)]
    [InlineData(Role.Propaganda, true)]
    [InlineData(Role.Admin, true)]
    public async Task It_is_never_shown_by_default_and_only_a_count_leads_there(Role role, bool sees)
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(role);
        var overview = await client.GetStringAsync("/");
        Assert.DoesNotContain(Title, overview);
        Assert.DoesNotContain(Words, overview);
        Assert.Equal(sees, overview.Contains("考生关怀提示 <b>1</b> 条", StringComparison.Ordinal));
        Assert.DoesNotContain(Title, await client.GetStringAsync("/alerts"));

        var page = await client.GetAsync("/alerts/restricted");
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(sees, (await page.Content.ReadAsStringAsync()).Contains(Title, StringComparison.Ordinal));
        Assert.Equal(page.StatusCode, (await client.GetAsync("/alerts/care")).StatusCode);
    }

    [Theory]
    [InlineData(Role.DutyOfficer, false)]
    [InlineData(Role.Propaganda, true)]
    public async Task The_posts_and_stories_behind_it_are_read_only_by_those_with_the_right_and_without_author(Role role, bool sees)
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(role);
        foreach (var path in new[] { "/posts", "/stories" })
            Assert.Equal(sees, (await client.GetStringAsync(path)).Contains(Words, StringComparison.Ordinal));
        foreach (var path in new[] { "/posts/sad", "/stories/sad-story" })
        {
            var page = await client.GetAsync(path);
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, page.StatusCode);
            Assert.DoesNotContain("c0ffee", await page.Content.ReadAsStringAsync());
        }

        Assert.Contains("feedface", await client.GetStringAsync("/posts/p1"));
    }

    [Fact]
    public async Task Who_may_not_see_it_cannot_take_it()
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        var form = await client.GetStringAsync("/alerts/a2");
        Assert.Contains("受理", form);
        var alert = server.Ledger.Alerts.Single(a => a.Id == "care");
        Assert.False(Monitor.Host.Board.Access.Permissions.MayAcknowledge(User(Role.DutyOfficer), alert));
        Assert.True(Monitor.Host.Board.Access.Permissions.MayAcknowledge(User(Role.Propaganda), alert));
    }

    [Fact]
    public async Task The_other_team_s_half_of_an_incident_is_one_click_away()
    {
        await using var server = await District.StartAsync();
        server.Ledger.Alerts[0] = server.Ledger.Alerts[0] with { Incident = "target:filing" };
        server.Ledger.Alerts[1] = server.Ledger.Alerts[1] with { Incident = "target:filing" };
        using var client = await server.SignedInAsync(Role.Viewer);
        var page = await client.GetStringAsync("/alerts/a1");
        Assert.Contains("同一事件", page);
        Assert.Contains("/alerts/a2", page);
        Assert.DoesNotContain("同一事件", await client.GetStringAsync("/alerts/a3"));
    }

    private static System.Security.Claims.ClaimsPrincipal User(Role role) =>
        new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.Role, role.ToString())], "test"));

    private static async Task<BoardServer> StartAsync()
    {
        var server = await District.StartAsync();
        server.Ledger.Alerts.Add(server.Ledger.Alerts[1] with { Id = "care", Kind = "distress", Subject = "students", Fingerprint = "distress:students", Title = Title, Restricted = true, Level = WarningLevel.Yellow });
        var post = server.Archive.Posts[0];
        server.Archive.Posts.Insert(0, post with
        {
            Id = "sad",
            Title = null,
            Text = Words,
            StoryId = "sad-story",
            AuthorKey = "c0ffee",
            Assessment = post.Assessment! with { Topics = [Topics.StudentWellbeing], Form = "experience" },
        });
        server.Archive.Stories.Insert(0, server.Archive.Stories[0] with { Id = "sad-story", Text = Words, Posts = 99, Topic = Topics.StudentWellbeing });
        return server;
    }
}
