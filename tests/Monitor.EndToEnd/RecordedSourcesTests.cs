using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.EndToEnd.Support;
using Monitor.Host;

namespace Monitor.EndToEnd;

/// <summary>Recorded real answers served over HTTP, collected by the schedule, compared with what the store then holds.</summary>
public sealed partial class RecordedSourcesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("feed-real", 0.98)]
    [InlineData("hotlist", 0.99)]
    [InlineData("list-html", 0.98)]
    public async Task What_real_sites_answered_stands_in_the_store(string kind, double floor)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        // A thread page is one discussion, not a list of items.
        var cases = Recorded.All(kind).Where(c => c.Expected["posts"] is null).ToList();
        await using var site = await RecordedSite.StartAsync();
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < cases.Count; i++)
            sources[$"s{i}"] = RecordedSource.Yaml(cases[i], site.Serve($"/{i}", cases[i].Body(), RecordedSource.ContentType(cases[i])));

        await using var station = await Station.OpenAsync(site.Authority, sources, new MonitorAppOptions { ConfigDirectory = "", Speed = 360 }, limit.Token);
        var read = station.AllReadAsync(cases.Count, limit.Token);
        await station.StartAsync(limit.Token);
        await read;

        var states = (await station.Archive.SourcesAsync(limit.Token)).ToDictionary(s => s.SourceId, s => s.LastRun);
        var (right, all) = (0, 0);
        for (var i = 0; i < cases.Count; i++)
        {
            if (cases[i].IsRefusal)
            {
                Assert.Equal(SourceState.Blocked, states[$"s{i}"].State);
                continue;
            }

            var expected = cases[i].Items.Select(Key).Where(k => k.Length > 0).ToHashSet();
            var hits = expected.Intersect(await StoredAsync(station, $"s{i}", limit.Token)).Count();
            if (hits < expected.Count) output.WriteLine($"{cases[i].Id}: {hits}/{expected.Count} {states[$"s{i}"].Error}");
            (right, all) = (right + hits, all + expected.Count);
        }

        output.WriteLine($"{kind}: {right}/{all} items of {cases.Count} sources");
        Assert.True(right >= floor * all, $"{right} of {all} items are right");
    }

    private static async Task<HashSet<string>> StoredAsync(Station station, string source, CancellationToken ct)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var offset = 0; ; offset += 500)
        {
            var posts = await station.Archive.SearchAsync(new PostQuery { SourceId = source, Limit = 500, Offset = offset }, ct);
            found.UnionWith(posts.Select(p => Key(p.Title ?? "")));
            if (posts.Count < 500) return found;
        }
    }

    private static string Key(JsonNode item) => Key(item["title"]?.GetValue<string>() ?? "");

    // Compared as plain text, which is what Monitor keeps: markup, entities, emoji variants and zero-width marks are no difference.
    private static string Key(string title) =>
        string.Concat(Markup().Replace(WebUtility.HtmlDecode(WebUtility.HtmlDecode(title)), "").Normalize(NormalizationForm.FormKC)
            .Where(c => !char.IsWhiteSpace(c) && c is not ('\uFE0E' or '\uFE0F' or '\uFEFF')));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
