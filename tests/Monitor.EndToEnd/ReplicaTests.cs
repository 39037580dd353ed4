using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Core.Alerts;
using Monitor.EndToEnd.Support;

namespace Monitor.EndToEnd;

/// <summary>Several `monitor run` on one PostgreSQL: they share the work, and any of them may die.</summary>
public sealed partial class ReplicaTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What is promised after kill -9.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task The_work_is_shared_and_goes_on_within_fifteen_seconds_of_a_kill()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fleet = await Fleet.BuildAsync(ct, targets: 3);
        var replicas = await Task.WhenAll(fleet.StartAsync("all", ct), fleet.StartAsync("all", ct));
        Assert.Single(await fleet.Store.Ledger.UsersAsync(ct));

        fleet.Shake(0, down: true);
        await fleet.UntilAsync("the first alert arrives", Patience, () => Arrived(fleet, "page-0"), ct);

        // Each source is read by one of the two at each of its turns.
        var (before, began) = (fleet.Hits("/feed/0"), TimeProvider.System.GetTimestamp());
        await fleet.UntilAsync("a source is read some times", Patience, () => Task.FromResult(fleet.Hits("/feed/0") >= before + 6), ct);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(4.5), Patience);

        // The leader of judging dies, just as another page falls.
        var leader = await fleet.LeaderAsync("judge", ct);
        var dying = replicas.Single(r => r.Name == leader);
        fleet.Shake(1, down: true);
        await dying.KillAsync();
        var took = await fleet.UntilAsync("the alert of a page that fell with the leader", Promised, () => Arrived(fleet, "page-1"), ct);
        TestContext.Current.SendDiagnosticMessage("{0}", $"went on {took.TotalSeconds:0.0} s after kill -9");

        Assert.NotEqual(leader, await fleet.LeaderAsync("judge", ct));
        fleet.Publish("查分系统崩了");
        await fleet.UntilAsync("posts come in", Patience, async () => (await fleet.Store.Archive.SearchAsync(new() { Words = "查分" }, ct)).Count == 1, ct);
        await NothingTwiceAsync(fleet, ct);
    }

    [Fact]
    public async Task Whoever_is_told_to_stop_hands_over_at_once_and_ends_in_time()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fleet = await Fleet.BuildAsync(ct);
        var replicas = await Task.WhenAll(fleet.StartAsync("all", ct), fleet.StartAsync("all", ct));
        var leader = await fleet.LeaderAsync("judge", ct);
        var going = replicas.Single(r => r.Name == leader);
        var stopping = TimeProvider.System.GetTimestamp();
        going.Signal("TERM");
        await fleet.UntilAsync("the other leads both", TimeSpan.FromSeconds(7), async () =>
            await fleet.LeaderAsync("judge", ct) is { } judge && judge != leader && await fleet.LeaderAsync("deliver", ct) is { } deliver && deliver != leader, ct);
        TestContext.Current.SendDiagnosticMessage("{0}", $"handed over in {TimeProvider.System.GetElapsedTime(stopping).TotalSeconds:0.0} s");
        Assert.Equal(0, await going.ExitAsync(ct));
        Assert.InRange(TimeProvider.System.GetElapsedTime(stopping), TimeSpan.Zero, TimeSpan.FromSeconds(25));
        fleet.Shake(0, down: true);
        await fleet.UntilAsync("an alert arrives", Patience, () => Arrived(fleet, "page-0"), ct);
    }

    [Fact]
    public async Task Whoever_was_frozen_wakes_without_doing_harm()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fleet = await Fleet.BuildAsync(ct, targets: 4);
        var replicas = await Task.WhenAll(fleet.StartAsync("all", ct), fleet.StartAsync("all", ct));
        for (var round = 0; round < 2; round++)
        {
            var leader = await fleet.LeaderAsync("judge", ct);
            var frozen = replicas.Single(r => r.Name == leader);
            fleet.Shake(2 * round, down: true);
            frozen.Signal("STOP");
            await fleet.UntilAsync("the alert of a page that fell with the leader", Promised, () => Arrived(fleet, $"page-{2 * round}"), ct);
            frozen.Signal("CONT");
            fleet.Shake((2 * round) + 1, down: true);
            await fleet.UntilAsync("the next alert arrives", Patience, () => Arrived(fleet, $"page-{(2 * round) + 1}"), ct);
            await frozen.ReadyAsync(ct);
        }

        await NothingTwiceAsync(fleet, ct);
    }

    [Fact]
    public async Task Each_role_in_a_process_of_its_own_makes_one_service()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fleet = await Fleet.BuildAsync(ct);
        var replicas = await Task.WhenAll(fleet.StartAsync("collect,probe", ct), fleet.StartAsync("judge", ct), fleet.StartAsync("deliver", ct), fleet.StartAsync("board", ct));
        var (judge, board) = (replicas[1], replicas[3]);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(judge.Address, "/signin"), ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(board.Address, "/signin"), ct)).StatusCode);
        var self = JsonDocument.Parse(await http.GetStringAsync(new Uri(judge.Address, "/readyz"), ct)).RootElement.GetProperty("node");
        Assert.Equal(["judge"], self.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal(["judge"], self.GetProperty("leads").EnumerateArray().Select(r => r.GetString()));

        fleet.Publish("查分系统崩了");
        fleet.Shake(0, down: true);
        await fleet.UntilAsync("an alert arrives", Patience, () => Arrived(fleet, "page-0"), ct);
        await fleet.UntilAsync("posts come in", Patience, async () => (await fleet.Store.Archive.SearchAsync(new() { Words = "查分" }, ct)).Count == 1, ct);
        await NothingTwiceAsync(fleet, ct);
    }

    [Fact]
    public async Task Who_signed_in_at_one_replica_is_known_at_the_other()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var fleet = await Fleet.BuildAsync(ct);
        var replicas = await Task.WhenAll(fleet.StartAsync("board", ct), fleet.StartAsync("board", ct));
        var password = replicas.SelectMany(r => r.Lines).Select(l => OneTime().Match(l)).Single(m => m.Success).Groups[1].Value;

        // A port is no part of a cookie's home: the jar gives both replicas the same cookies, as behind one address.
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var form = Token().Match(await http.GetStringAsync(new Uri(replicas[0].Address, "/signin"), ct));
        Assert.True(form.Success);
        using var fields = new FormUrlEncodedContent([new("__RequestVerificationToken", form.Groups[1].Value), new("name", "admin"), new("password", password)]);
        using var answer = await http.PostAsync(new Uri(replicas[1].Address, "/signin"), fields, ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(replicas[0].Address, "/password"), ct)).StatusCode);
    }

    private static async Task<bool> Arrived(Fleet fleet, string target)
    {
        var alerts = await fleet.Store.Ledger.AlertsAsync(DateTimeOffset.MinValue, 1_000, CancellationToken.None);
        return alerts.FirstOrDefault(a => a.Fingerprint == "outage:" + target) is { } alert && fleet.Arrived.Any(a => a.Id.StartsWith(alert.Id, StringComparison.Ordinal));
    }

    /// <summary>Every notice of the ledger arrived, once; and no fingerprint has two alerts that overlap.</summary>
    private static async Task NothingTwiceAsync(Fleet fleet, CancellationToken ct)
    {
        await fleet.UntilAsync("everything is delivered", Patience, async () => (await fleet.Store.Ledger.NoticesAsync(null, 10_000, ct)).All(n => n.Status == NoticeStatus.Delivered), ct);
        var meant = (await fleet.Store.Ledger.NoticesAsync(null, 10_000, ct)).Select(n => n.Notice.Id).Order(StringComparer.Ordinal);
        Assert.Equal(meant, fleet.Arrived.Select(a => a.Id).Order(StringComparer.Ordinal));
        var alerts = await fleet.Store.Ledger.AlertsAsync(DateTimeOffset.MinValue, 10_000, ct);
        Assert.All(alerts.GroupBy(a => a.Fingerprint), g => Assert.Single(g));
    }

    [GeneratedRegex("one-time password '([^']+)'")]
    private static partial Regex OneTime();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
