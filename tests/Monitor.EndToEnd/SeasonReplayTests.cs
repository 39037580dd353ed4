using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.EndToEnd.Support;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>One real June, read hour by hour as a hot list would have shown it: nothing is lost, and nobody is woken for nothing.</summary>
public sealed class SeasonReplayTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_season_of_real_headlines_is_kept_whole_and_raises_nothing_orange_or_red()
    {
        var file = Shared.Path("hot-lists", "zhihu-2022.jsonl");
        Assert.SkipWhen(file is null, "the recorded hot lists (../shared or MONITOR_SHARED) are not here");
        var ct = TestContext.Current.CancellationToken;
        var season = File.ReadLines(file!).Select(l => JsonSerializer.Deserialize<Headline>(l, JsonSerializerOptions.Web)!).OrderBy(h => h.FirstSeen).ToList();
        var clock = new FakeTimeProvider(season[0].FirstSeen);
        await using var site = await RecordedSite.StartAsync();
        var url = site.Serve("/hot", () => (Shown(season, clock.GetUtcNow()), "application/json"));
        await using var station = await Station.OpenAsync(
            site.Authority,
            new Dictionary<string, string> { ["hot"] = $"name: 热榜\nkind: json-list\nplatform: zhihu\ninterval: 1h\nmayBeEmpty: true\noptions:\n  url: {url}\n" },
            new MonitorAppOptions { ConfigDirectory = "", Time = clock, RunLoops = false }, ct, Rules());

        var raised = new List<Alert>();
        var (collect, judge) = (station.Get<CollectLoop>(), station.Get<JudgeLoop>());
        for (var end = season[^1].FirstSeen + Step; clock.GetUtcNow() < end; clock.Advance(Step))
        {
            var run = await collect.RunAsync("hot", ct);
            Assert.True(run!.Error is null, run.Error);
            raised.AddRange((await judge.TickAsync(ct)).Changed);
        }

        var kept = new HashSet<string?>();
        for (var offset = 0; ; offset += 500)
        {
            var page = await station.Archive.SearchAsync(new PostQuery { SourceId = "hot", Limit = 500, Offset = offset }, ct);
            kept.UnionWith(page.Select(p => p.Url));
            if (page.Count < 500) break;
        }

        foreach (var alert in raised) output.WriteLine($"{alert.OpenedAt:MM-dd HH:mm} {alert.Level} {alert.State} {alert.Title}");
        Assert.Empty(season.Select(h => h.Url).Distinct().Except(kept));
        Assert.DoesNotContain(raised, a => a.Level >= WarningLevel.Orange);
    }

    private static (string, string)[] Rules() =>
        [.. Directory.GetFiles(Repository.File("config", "rules")).Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)))];

    /// <summary>What a reader within the last two hours would have seen come up, newest first.</summary>
    private static byte[] Shown(List<Headline> season, DateTimeOffset now) =>
        JsonSerializer.SerializeToUtf8Bytes(season.Where(h => h.FirstSeen <= now && h.FirstSeen > now - (2 * Step)).Reverse(), JsonSerializerOptions.Web);

    private sealed record Headline([property: JsonPropertyName("first_seen")] DateTimeOffset FirstSeen, string Title, string Url);
}
