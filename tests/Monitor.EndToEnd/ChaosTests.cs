using System.Diagnostics;
using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.EndToEnd.Support;
using Monitor.Tests.Storage.Elasticsearch.StandIn;

namespace Monitor.EndToEnd;

/// <summary>
/// Two services on one PostgreSQL, of which one dies by kill -9 every few seconds, in turn, while what stands in for Elasticsearch fails in every way it can: no
/// post and no notice is lost or stored twice, here or there, a message comes twice only where a kill fell between its arrival and the record of its
/// answer, and alerts go on within 15 s of each death.
/// </summary>
public sealed class ChaosTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(15);

    /// <summary>An alert ends two minutes after its trouble.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Set MONITOR_CHAOS_MINUTES for a longer run.</summary>
    private static readonly int Minutes = int.TryParse(Environment.GetEnvironmentVariable("MONITOR_CHAOS_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 2;

    /// <summary>Each round has a page of its own to fail; a round takes seven seconds and more.</summary>
    private static readonly int MostRounds = Math.Min(9 * Minutes, 250);

    [Fact]
    public async Task Killing_one_of_two_again_and_again_loses_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fleet = await Fleet.BuildAsync(ct, targets: MostRounds, elastic: true);
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var replicas = await Task.WhenAll(fleet.StartAsync("all", ct), fleet.StartAsync("all", ct));
        var writer = Task.WhenAll(WriteAsync(fleet, writing.Token), FailAsync(fleet.Elastic!, writing.Token));
        var (kills, went) = (new List<DateTimeOffset>(), new List<TimeSpan>());
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < MostRounds && clock.Elapsed < TimeSpan.FromMinutes(Minutes); round++)
        {
            // Mostly the one that leads, now and then the other.
            var leader = await fleet.LeaderAsync("judge", ct);
            var dying = Array.FindIndex(replicas, r => r.Name == leader == (round % 4 != 3));
            if (dying < 0) dying = round % 2;
            fleet.Shake(round, down: true);
            kills.Add(TimeProvider.System.GetUtcNow());
            await replicas[dying].KillAsync();
            var (page, restart) = ($"outage:page-{round}", fleet.StartAsync("all", ct));
            went.Add(await fleet.UntilAsync($"the alert of {page}", Promised, async () => (await fleet.Store.Ledger.OpenAlertsAsync(ct)).Any(a => a.Fingerprint == page), ct));
            fleet.Shake(round, down: false);
            replicas[dying] = await restart;
        }

        clock.Stop();
        await writing.CancelAsync();
        await writer;
        await fleet.UntilAsync("all is over and delivered", Patience, async () => (await fleet.Store.Ledger.OpenAlertsAsync(ct)).Count == 0
            && (await fleet.Store.Ledger.NoticesAsync(null, 10_000, ct)).All(n => n.Status == NoticeStatus.Delivered), ct);
        await fleet.UntilAsync("every post is stored", Patience, async () => await StoredAsync(fleet, ct) >= fleet.Published, ct);

        await fleet.UntilAsync("everything is in Elasticsearch", Patience, async () => Documents(fleet, "monitor-posts-") >= fleet.Published
            && Documents(fleet, ".ds-monitor-alertevents-") >= (await fleet.Store.Ledger.DecisionsAsync(null, 10_000, ct)).Count, ct);

        var meant = (await fleet.Store.Ledger.NoticesAsync(null, 10_000, ct)).Select(n => n.Notice.Id).ToHashSet(StringComparer.Ordinal);
        var arrived = fleet.Arrived.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(a => a.At).ToList(), StringComparer.Ordinal);
        var repeats = arrived.SelectMany(a => a.Value.SkipLast(1).Select(at => (Id: a.Key, At: at))).ToList();
        TestContext.Current.SendDiagnosticMessage("{0}", string.Create(CultureInfo.InvariantCulture,
            $"{kills.Count} kills in {clock.Elapsed.TotalMinutes:0.0} minutes, {fleet.Published} posts, {meant.Count} notices, {repeats.Count} repeats owed to kills; alerts went on after {went.Average(t => t.TotalSeconds):0.0} s on average, {went.Max(t => t.TotalSeconds):0.0} s at most"));
        Assert.Equal(fleet.Published, await StoredAsync(fleet, ct));
        Assert.Equal(fleet.Published, Documents(fleet, "monitor-posts-"));
        Assert.Equal((await fleet.Store.Ledger.DecisionsAsync(null, 10_000, ct)).Count, Documents(fleet, ".ds-monitor-alertevents-"));
        Assert.Equal(meant.Order(StringComparer.Ordinal), arrived.Keys.Order(StringComparer.Ordinal));
        // What came twice came first just before a death.
        Assert.All(repeats, r => Assert.Contains(kills, k => k >= r.At && k - r.At < TimeSpan.FromSeconds(3)));
        var alerts = await fleet.Store.Ledger.AlertsAsync(DateTimeOffset.MinValue, 10_000, ct);
        Assert.Equal(kills.Count, alerts.Select(a => a.Fingerprint).Distinct().Count(f => f.StartsWith("outage:page-", StringComparison.Ordinal)));
        Assert.All(alerts, a => Assert.Equal(AlertState.Resolved, a.State));
    }

    private static async Task WriteAsync(Fleet fleet, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            fleet.Publish($"第{fleet.Published}则消息：查分页面打不开了");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>By a seed: away, no as a whole, no item by item, applied without an answer, and well in between.</summary>
    private static async Task FailAsync(StandInServer elastic, CancellationToken ct)
    {
        var chance = new Random(20270607);
        while (!ct.IsCancellationRequested)
        {
            var (faults, which) = (elastic.Faults, chance.Next(6));
            (faults.Away, faults.Status) = (which == 0, which == 1 ? 503 : null);
            faults.Item = which == 2 ? id => id.GetHashCode(StringComparison.Ordinal) % 3 == 0 ? Faults.Busy : null : _ => null;
            if (which == 3) faults.Rejections = 2;
            if (which == 4) faults.ResetsAfterApplying = 2;
            await Task.Delay(TimeSpan.FromSeconds(1 + chance.Next(3)), TimeProvider.System, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        (elastic.Faults.Away, elastic.Faults.Status, elastic.Faults.Item) = (false, null, _ => null);
    }

    private static int Documents(Fleet fleet, string index)
    {
        lock (fleet.Elastic!.Gate) return fleet.Elastic.Cluster.Indices.Values.Where(i => i.Name.StartsWith(index, StringComparison.Ordinal)).Sum(i => i.Live.Count);
    }

    private static async Task<int> StoredAsync(Fleet fleet, CancellationToken ct) => (await fleet.Store.Archive.SourcesAsync(ct)).Sum(s => s.Posts);
}
