using System.Text.Json;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Tests.Board;
using Xunit;

namespace Monitor.Tests.Host.Api.V1;

/// <summary>What a program reads is what a person of its role reads on the pages.</summary>
public sealed class ApiReadingTests
{
    [Fact]
    public async Task Every_listing_has_what_the_pages_show()
    {
        await using var server = await District.StartAsync();
        using var tool = await server.WithKeyAsync(Role.Viewer);
        Assert.Equal(["a1", "a2"], await IdsAsync(tool, "/api/v1/alerts?open=true"));
        Assert.Equal(["a3", "a1", "a2"], (await IdsAsync(tool, "/api/v1/alerts")).OrderBy(i => i == "a3" ? 0 : 1));
        var alert = await (await tool.GetAsync("/api/v1/alerts/a1")).JsonAsync();
        Assert.Equal(("outage", "orange", "security", false), (Of(alert, "alert", "kind").GetString(), Of(alert, "alert", "level").GetString(), Of(alert, "alert", "team").GetString(), Of(alert, "alert", "levelIssued").GetBoolean()));
        Assert.Equal(District.Now.AddMinutes(-7).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture), Of(alert, "alert", "since").GetString());
        Assert.True((await (await tool.GetAsync("/api/v1/alerts/a1/why")).JsonAsync()).TryGetProperty("channels", out _));
        Assert.Equal(2, (await IdsAsync(tool, "/api/v1/stories")).Length);
        Assert.Equal(12, Of(await (await tool.GetAsync("/api/v1/stories/s1")).JsonAsync(), "story", "posts").GetInt32());
        Assert.Equal(["filing", "score", "site"], (await IdsAsync(tool, "/api/v1/targets")).Order());
        Assert.Equal(20, (await (await tool.GetAsync("/api/v1/targets/filing?limit=20")).JsonAsync()).GetProperty("results").GetArrayLength());
        Assert.Equal(["forum", "hot", "bureau"], await IdsAsync(tool, "/api/v1/sources"));
        Assert.NotEmpty((await (await tool.GetAsync("/api/v1/concerns")).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.True((await (await tool.GetAsync("/api/v1/deliveries")).JsonAsync()).TryGetProperty("dead", out _));
        Assert.Equal("week", (await (await tool.GetAsync("/api/v1/digest?week=2026-W26")).JsonAsync()).GetProperty("period").GetString());
        Assert.Equal("p1", (await (await tool.GetAsync("/api/v1/posts/p1")).JsonAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_search_goes_on_where_it_ended()
    {
        await using var server = await District.StartAsync();
        using var tool = await server.WithKeyAsync(Role.Viewer);
        var first = await (await tool.GetAsync("/api/v1/posts?limit=5")).JsonAsync();
        Assert.Equal((5, 5), (first.GetProperty("items").GetArrayLength(), first.GetProperty("next").GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await (await tool.GetAsync("/api/v1/posts?limit=500")).JsonAsync()).GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData(Role.Viewer, false, false)]
    [InlineData(Role.Propaganda, true, false)]
    [InlineData(Role.Security, false, true)]
    [InlineData(Role.Admin, true, true)]
    public async Task Authors_and_open_ports_are_for_those_who_see_them_on_the_pages(Role role, bool authors, bool exposure)
    {
        await using var server = await District.StartAsync();
        server.Archive.Probes.Insert(0, new ProbeResult { TargetId = "site", At = District.Now, State = ProbeState.Degraded, Message = "端口 6379 对外开放", Findings = [new Finding("exposure.port", FindingSeverity.High, "端口 6379 对外开放")] });
        using var tool = await server.WithKeyAsync(role);
        Assert.Equal(authors, (await tool.GetStringAsync("/api/v1/posts")).Contains("feedface", StringComparison.Ordinal));
        Assert.Equal(authors, (await tool.GetStringAsync("/api/v1/stories/s1")).Contains("feedface", StringComparison.Ordinal));
        var target = await tool.GetStringAsync("/api/v1/targets/site?limit=1");
        Assert.Equal(exposure, target.Contains("6379", StringComparison.Ordinal));
        Assert.Equal(exposure ? 0 : 1, JsonDocument.Parse(target).RootElement.GetProperty("results")[0].GetProperty("hidden").GetInt32());
        var digest = await (await tool.GetAsync("/api/v1/digest?week=2026-W26")).JsonAsync();
        Assert.Equal(role == Role.Security, digest.GetProperty("topics").ValueKind == JsonValueKind.Null);
        Assert.Equal(!exposure, digest.GetProperty("weaknesses").ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.DutyOfficer, false)]
    [InlineData(Role.Propaganda, true)]
    [InlineData(Role.Admin, true)]
    public async Task People_in_distress_are_for_those_who_care_for_them_and_each_reader_is_noted_once(Role role, bool sees)
    {
        await using var server = await DistressedAsync();
        using var tool = await server.WithKeyAsync(role);
        using var person = await server.SignedInAsync(role);
        foreach (var path in new[] { "/alerts/a2", "/stories/s2", "/posts/p2" })
        {
            foreach (var (client, address) in new[] { (tool, "/api/v1" + path), (person, path) })
            {
                var answer = await client.GetAsync(address);
                Assert.Equal(sees ? 200 : 403, (int)answer.StatusCode);
                Assert.Equal(sees ? 200 : 403, (int)(await client.GetAsync(address)).StatusCode);
            }
        }

        Assert.Equal(sees ? 200 : 403, (int)(await tool.GetAsync("/api/v1/alerts?restricted=true")).StatusCode);
        Assert.DoesNotContain("a2", await IdsAsync(tool, "/api/v1/alerts"));
        Assert.Equal(sees, (await IdsAsync(tool, "/api/v1/posts")).Contains("p2"));
        if (sees) await person.GetAsync("/alerts/restricted");

        var reads = server.Ledger.Trail.Where(e => e.Action == "restricted.read").Select(e => (e.Who, e.Subject)).Order().ToList();
        (string, string)[] expected = sees
            ? [.. new[] { "alert a2", "alerts", "post p2", "story s2" }.SelectMany(s => new[] { ("key:tool", s), (role.ToString(), s) })] : [];
        Assert.Equal(expected.Order(), reads);
    }

    [Fact]
    public async Task Evidence_and_timelines_tell_no_more_than_their_own_pages()
    {
        await using var server = await DistressedAsync();
        server.Ledger.Alerts[0] = server.Ledger.Alerts[0] with { Evidence = ["s2", "p2"] };
        using var viewer = await server.SignedInAsync(Role.Viewer);
        using var carer = await server.SignedInAsync(Role.Propaganda);
        Assert.DoesNotContain("内部渠道有录取名额", await viewer.GetStringAsync("/alerts/a1"), StringComparison.Ordinal);
        Assert.Contains("内部渠道有录取名额", await carer.GetStringAsync("/alerts/a1"), StringComparison.Ordinal);
        Assert.Equal(403, (int)(await viewer.GetAsync("/api/stories/s2/timeline")).StatusCode);
        Assert.Equal(200, (int)(await carer.GetAsync("/api/stories/s2/timeline")).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/alerts?limit=0", 400)]
    [InlineData("/api/v1/alerts?limit=501", 400)]
    [InlineData("/api/v1/alerts?since=yesterday", 400)]
    [InlineData("/api/v1/posts?topic=nonsense", 400)]
    [InlineData("/api/v1/posts?band=maybe", 400)]
    [InlineData("/api/v1/posts?offset=-1", 400)]
    [InlineData("/api/v1/digest?week=2026-W99", 400)]
    [InlineData("/api/v1/alerts/none", 404)]
    [InlineData("/api/v1/targets/none", 404)]
    public async Task What_cannot_be_answered_is_told_as_problem_details(string path, int status)
    {
        await using var server = await District.StartAsync();
        using var tool = await server.WithKeyAsync(Role.Admin);
        Assert.NotEmpty(await (await tool.GetAsync(path)).ProblemAsync(status));
    }

    private static async Task<BoardServer> DistressedAsync()
    {
        var server = await District.StartAsync();
        server.Ledger.Alerts[1] = server.Ledger.Alerts[1] with { Restricted = true };
        server.Archive.Stories[1] = server.Archive.Stories[1] with { Topic = Topics.StudentWellbeing };
        var post = server.Archive.Posts.FindIndex(p => p.Id == "p2");
        server.Archive.Posts[post] = server.Archive.Posts[post] with { Assessment = server.Archive.Posts[post].Assessment! with { Topics = [Topics.StudentWellbeing] } };
        return server;
    }

    private static JsonElement Of(JsonElement element, string first, string second) => element.GetProperty(first).GetProperty(second);

    private static async Task<string[]> IdsAsync(HttpClient tool, string path)
    {
        var answer = await tool.GetAsync(path);
        Assert.Equal(200, (int)answer.StatusCode);
        return [.. (await answer.JsonAsync()).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
    }
}
