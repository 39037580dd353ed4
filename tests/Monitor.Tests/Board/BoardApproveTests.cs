using System.Net;
using System.Text.RegularExpressions;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Tests.Collectors.Probes.Tampering;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>The difference of a watched page on its target's page, and the button that accepts it.</summary>
public sealed partial class BoardApproveTests
{
    private static readonly TargetDefinition Watched = new() { Id = "page", Name = "志愿填报系统页面", Kind = "tampering" };

    [Fact]
    public async Task What_differs_stands_side_by_side_escaped_and_one_button_accepts_it()
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.Security);
        var page = await client.GetStringAsync("/targets/page");
        Assert.Contains("与基线的差异", page, StringComparison.Ordinal);
        Assert.Contains($"<td class=\"wide\">{Pages.Title}</td><td class=\"wide\">改版&lt;b&gt;</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("改版<b>", page, StringComparison.Ordinal);

        var answer = await BoardServer.PostAsync(client, "/targets/page", "/targets/page/approve", ("look", Look().Match(page).Groups[1].Value));
        Assert.Equal((HttpStatusCode.Found, "/targets/page"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var act = Assert.Single(server.Ledger.Trail, t => t.Action == "target.approve");
        Assert.Equal(("Security", "page"), (act.Who, act.Subject));
        Assert.Contains("tampering.title", act.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("与基线的差异", await client.GetStringAsync("/targets/page"), StringComparison.Ordinal);
        answer = await BoardServer.PostAsync(client, "/targets/page", "/targets/page/approve", ("look", "again"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Another_look_than_the_one_shown_and_a_form_without_one_are_refused()
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        Assert.Equal(HttpStatusCode.Conflict, (await BoardServer.PostAsync(client, "/targets/page", "/targets/page/approve", ("look", "0123456789abcdef"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BoardServer.PostAsync(client, "/targets/page", "/targets/page/approve")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await BoardServer.PostAsync(client, "/targets/page", "/targets/filing/approve", ("look", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/targets/page/approve", new FormUrlEncodedContent([new("look", "x")]), TestContext.Current.CancellationToken)).StatusCode);
        Assert.DoesNotContain(server.Ledger.Trail, t => t.Action == "target.approve");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Propaganda)]
    public async Task Only_those_who_answer_for_the_systems_may(Role role)
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(role);
        var page = await client.GetStringAsync("/targets/page");
        Assert.Contains("与基线的差异", page, StringComparison.Ordinal);
        Assert.DoesNotContain("认可为新基线", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await BoardServer.PostAsync(client, "/password", "/targets/page/approve", ("look", "x"))).StatusCode);
    }

    /// <summary>A real look at a real page, kept where the board reads it.</summary>
    private static async Task<BoardServer> StartAsync()
    {
        var server = await BoardServer.StartAsync(District.Config with { Targets = [.. District.Config.Targets, Watched] }, District.Now);
        await using var site = await GuardedSite.StartAsync(Pages.Filing());
        await site.LearnAsync();
        site.Page = _ => Pages.Filing(title: "改版&lt;b&gt;");
        await site.LookAsync();
        foreach (var key in new[] { "tampering.baseline", "tampering.pending" })
            server.Ledger.Settings["probe.page." + key] = (await site.Memory.ReadAsync("filing", key, CancellationToken.None))!;
        return server;
    }

    [GeneratedRegex("name=\"look\" value=\"([0-9a-f]+)\"")]
    private static partial Regex Look();
}
