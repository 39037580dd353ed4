using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts.Outbox;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Host;
using Monitor.Host.Live;
using Monitor.Host.Replicas;
using Monitor.Host.Scheduling;
using Monitor.Storage;
using Monitor.Storage.Postgres;
using Monitor.Tests.Collectors;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Replicas;

/// <summary>Two services on one PostgreSQL, in this process and without timetables: the test turns their loops.</summary>
public sealed class TwoAppsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2027, 6, 8, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("two");
    private readonly FakeTimeProvider _time = new(Start);
    private readonly string[] _feeds = ["", ""];
    private readonly List<string> _letters = [];
    private TaskCompletionSource? _held;
    private WebSite _web = null!;
    private WebApplication _a = null!;
    private WebApplication _b = null!;

    [Fact]
    public async Task What_one_collects_the_judge_of_the_other_sees()
    {
        Publish(0, "一", "查分系统崩溃了，谁也进不去");
        await PassAsync();
        await Of<CollectLoop>(_a).RunAsync("feed-0", default);
        Assert.Empty((await Of<PostWindow>(_b).LookAsync(_time.GetUtcNow(), default)).Posts);
        await LookAsync(_b);
        var seen = await Of<PostWindow>(_b).LookAsync(_time.GetUtcNow(), default);
        Assert.Contains(seen.Posts, p => p.FullText.Contains("谁也进不去", StringComparison.Ordinal));
        Assert.Contains(seen.SourceStatuses, s => s.SourceId == "feed-0");

        // Looking again, on either side, adds nothing.
        await LookAsync(_a);
        await LookAsync(_b);
        foreach (var app in new[] { _a, _b }) Assert.Single((await Of<PostWindow>(app).LookAsync(_time.GetUtcNow(), default)).Posts);
    }

    [Fact]
    public async Task A_probe_of_one_is_seen_by_the_judge_of_the_other_in_its_place_and_once()
    {
        var now = _time.GetUtcNow();
        ProbeResult At(int second, ProbeState state) => new() { TargetId = "page-0", At = now.AddSeconds(second), State = state };
        await _a.Services.GetRequiredService<IArchive>().SaveProbeAsync(At(2, ProbeState.Down), default);
        Of<PostWindow>(_b).Add(At(3, ProbeState.Up));
        Of<PostWindow>(_b).Add(At(1, ProbeState.Up));
        _time.Advance(TimeSpan.FromSeconds(5));
        await LookAsync(_b);
        await LookAsync(_b);
        var seen = await Of<PostWindow>(_b).LookAsync(_time.GetUtcNow(), default);
        Assert.Equal([ProbeState.Up, ProbeState.Down, ProbeState.Up], seen.Probes["page-0"].Select(p => p.State));
    }

    [Fact]
    public async Task Twins_that_two_fold_into_two_stories_in_one_moment_become_one()
    {
        const string Text = "青梧市高考查分系统今天上午无法登录，家长们反映页面一直显示系统繁忙请稍后再试";
        Publish(0, "一", Text);
        Publish(1, "二", Text);
        await PassAsync();
        Task both = Task.CompletedTask;
        await ((PostgresStore)Of<IStore>(_a)).Database.WriteAsync(async s =>
        {
            // Neither can store before both have folded.
            await s.LockAsync("archive");
            both = Task.WhenAll(Of<CollectLoop>(_a).RunAsync("feed-0", default), Of<CollectLoop>(_b).RunAsync("feed-1", default));
            while (!both.IsCompleted && await s.ValueAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") < 2)
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }, default);
        await both;
        Assert.Equal(2, (await StoriesAsync()).Count);

        // Each sees the other's, and stores what it makes of it with its next read.
        for (var round = 0; round < 2; round++)
        {
            await LookAsync(_a);
            await LookAsync(_b);
            await Of<CollectLoop>(_a).RunAsync("feed-0", default);
            await Of<CollectLoop>(_b).RunAsync("feed-1", default);
        }

        var story = Assert.Single(await StoriesAsync());
        Publish(0, "三", Text + "。");
        Publish(1, "四", Text + "！");
        await Task.WhenAll(Of<CollectLoop>(_a).RunAsync("feed-0", default), Of<CollectLoop>(_b).RunAsync("feed-1", default));
        await LookAsync(_a);
        await LookAsync(_b);
        Assert.Equal([story], await StoriesAsync());
        foreach (var app in new[] { _a, _b })
        {
            var seen = await Of<PostWindow>(app).LookAsync(_time.GetUtcNow(), default);
            Assert.Equal(4, seen.Posts.Count);
            Assert.All(seen.Posts, p => Assert.Equal(story, p.StoryId));
            Assert.Equal(4, Assert.Single(seen.Stories).Posts);
        }
    }

    [Fact]
    public async Task An_official_word_read_by_one_is_held_by_the_other()
    {
        var fact = new Core.Judgements.OfficialRebuttal { Id = "0123456789abcdef0123456789abcdef", Denied = "查分系统崩溃", Quote = "网传查分系统崩溃不属实", SourceId = "gov", Published = _time.GetUtcNow() };
        await Of<IArchive>(_a).SaveOfficialAsync([], [fact], default);
        Assert.Empty(Of<FactShelf>(_b).Book.Rebuttals);
        await LookAsync(_b);
        Assert.Single(Of<FactShelf>(_b).Book.Rebuttals);
    }

    [Fact]
    public async Task Two_judges_in_one_moment_make_one_alert_and_one_notice()
    {
        for (var second = 0; second < 3; second++)
            await Of<IArchive>(_a).SaveProbeAsync(new ProbeResult { TargetId = "page-0", At = _time.GetUtcNow().AddSeconds(second), State = ProbeState.Down, Message = "503" }, default);
        _time.Advance(TimeSpan.FromSeconds(4));
        await LookAsync(_a);
        await LookAsync(_b);
        var refused = 0;
        await Task.WhenAll(new[] { _a, _b }.Select(app => Task.Run(async () =>
        {
            try
            {
                await Of<JudgeLoop>(app).TickAsync(default);
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref refused);
            }
        })));
        var ledger = Of<ILedger>(_a);
        Assert.Single(await ledger.OpenAlertsAsync(default));
        Assert.Single(await ledger.NoticesAsync(null, 100, default));
        Assert.InRange(refused, 0, 1);
    }

    [Fact]
    public async Task A_storm_pumped_by_two_is_delivered_once_each()
    {
        var notices = Enumerable.Range(0, 60).Select(i => Some.Notice($"n{i:00}", $"a{i}") with { Channel = "hook", CreatedAt = _time.GetUtcNow() }).ToList();
        await Of<ILedger>(_a).CommitAsync(new JudgeOutcome { Notices = notices }, default);
        await Task.WhenAll(new[] { _a, _b }.Select(async app =>
        {
            await Of<OutboxPump>(app).PumpAsync(default);
            await Of<OutboxPump>(app).IdleAsync();
        }));
        Assert.Equal(notices.Select(n => n.Id), _letters.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pump_told_to_stand_down_takes_nothing_more_until_it_is_asked_again()
    {
        var pump = Of<OutboxPump>(_a);
        await Of<ILedger>(_a).CommitAsync(new JudgeOutcome { Notices = [.. Enumerable.Range(0, 40).Select(i => Some.Notice($"n{i:00}", $"a{i}") with { Channel = "hook", CreatedAt = _time.GetUtcNow() })] }, default);
        // The receiver answers none before it stands down.
        _held = new TaskCompletionSource();
        await pump.PumpAsync(default);
        pump.StandDown();
        _held.SetResult();
        await pump.IdleAsync();
        Assert.InRange(_letters.Count, 0, 20);
        await pump.PumpAsync(default);
        await pump.IdleAsync();
        Assert.Equal(40, _letters.Distinct().Count());
        Assert.Equal(40, _letters.Count);
    }

    [Fact]
    public async Task Two_keepers_at_one_due_moment_send_one_letter()
    {
        foreach (var app in new[] { _a, _b }) await Of<DigestLoop>(app).RunAsync(default);
        _time.Advance(TimeSpan.FromDays(8));
        await Task.WhenAll(new[] { _a, _b }.Select(app => Task.Run(() => Of<DigestLoop>(app).RunAsync(default))));
        Assert.Single(await Of<ILedger>(_a).NoticesAsync(null, 100, default));
        foreach (var app in new[] { _b, _a }) await Of<DigestLoop>(app).RunAsync(default);
        Assert.Single(await Of<ILedger>(_b).NoticesAsync(null, 100, default));
    }

    [Fact]
    public async Task Replicas_that_start_at_once_make_one_first_user()
    {
        var user = Assert.Single(await Of<ILedger>(_a).UsersAsync(default));
        Assert.Equal("admin", user.Name);
        Assert.Single(await Of<ILedger>(_a).AuditTrailAsync(100, default), e => e.Action.StartsWith("user", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_in_one_is_heard_in_the_other_and_not_echoed()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var relays = new[] { _a, _b }.Select(app => new ChangeRelay(Of<PostgresStore>(app, typeof(Monitor.Storage.IStore)).Wire, Of<ChangeBus>(app), Of<Node>(app), NullLogger<ChangeRelay>.Instance)).ToList();
        var heard = HearAsync(_b, "cases", limit.Token);
        foreach (var relay in relays) await relay.StartAsync(limit.Token);
        // Both say that everything may have changed when they begin to listen; the word itself is said until it is heard by the wire.
        var (said, own) = (0, 0);
        Of<ChangeBus>(_a).Published += topic => own += topic == "digest" ? 1 : 0;
        var digest = HearAsync(_b, "digest", limit.Token);
        while (!digest.IsCompleted)
        {
            Of<ChangeBus>(_a).Publish("digest");
            said++;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }

        await heard;
        Assert.Equal(said, own);
        foreach (var relay in relays) await relay.StopAsync(default);
    }

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        var database = await (await PostgresServer.SharedAsync()).DatabaseAsync();
        _web = await WebSite.StartAsync(app =>
        {
            app.MapGet("/feed/{number:int}", (int number) => Results.Text($"<rss version='2.0'><channel><title>t</title>{_feeds[number]}</channel></rss>", "application/xml", System.Text.Encoding.UTF8));
            app.MapPost("/hook", async (HttpContext context) =>
            {
                var id = (await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body)).RootElement.GetProperty("id").GetString()!;
                if (_held is { } held) await held.Task;
                lock (_letters) _letters.Add(id);
                return Results.Text("{}");
            });
        });
        await FurnishAsync(database.Connection!.Reveal());
        var apps = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => MonitorApp.BuildAsync(
            new MonitorAppOptions { ConfigDirectory = Path.Combine(_home.FullName, "config"), DataDirectory = Path.Combine(_home.FullName, $"data{i}"), Time = _time, RunLoops = false, Urls = ["http://127.0.0.1:0"] }, default))));
        (_a, _b) = (apps[0], apps[1]);
        foreach (var app in apps) Of<CatchUp>(app).Begin(_time.GetUtcNow());
        // The first read of a source is its past.
        foreach (var source in new[] { "feed-0", "feed-1" }) await Of<CollectLoop>(_a).RunAsync(source, default);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in new[] { _a, _b })
            if (app is not null) await app.DisposeAsync();
        if (_web is not null) await _web.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private static T Of<T>(WebApplication app, Type? known = null) where T : notnull => (T)app.Services.GetRequiredService(known ?? typeof(T));

    private static async Task HearAsync(WebApplication app, string wanted, CancellationToken ct)
    {
        await foreach (var topic in Of<ChangeBus>(app).SubscribeAsync(ct))
            if (topic == wanted) return;
    }

    private void Publish(int feed, string id, string text) => _feeds[feed] += $"<item><title>{text}</title><link>https://news.example.cn/{id}</link></item>";

    private Task PassAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        return Task.CompletedTask;
    }

    private async Task LookAsync(WebApplication app)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        await Of<CatchUp>(app).LookAsync(default);
    }

    private async Task<List<string>> StoriesAsync() =>
        [.. (await Of<IArchive>(_a).StoriesAsync(Start.AddDays(-1), 100, default)).Select(s => s.Id).Order(StringComparer.Ordinal)];

    private async Task FurnishAsync(string connection)
    {
        var config = Path.Combine(_home.FullName, "config");
        foreach (var folder in new[] { "targets", "rules", "sources" }) Directory.CreateDirectory(Path.Combine(config, folder));
        await File.WriteAllTextAsync(Path.Combine(config, "connection"), connection);
        await File.WriteAllTextAsync(Path.Combine(config, "key"), "of-no-worth-but-long-enough-2027");
        await File.WriteAllTextAsync(Path.Combine(config, "monitor.yaml"), $$"""
            issueAutomatically: true
            authorKey: file:key
            storage: { kind: postgres, postgres: { connection: file:connection } }
            board: { linkKey: file:key }
            fetch: { hostPace: 0s, allowPrivate: ['{{_web.Authority}}'] }
            digest: { channels: [hook] }
            channels:
              - { id: hook, kind: webhook, dailyCap: 0, options: { url: "{{_web.Url("/hook")}}", timeout: 5s } }
            """);
        await File.WriteAllTextAsync(Path.Combine(config, "rules", "outage.yaml"), "kind: outage\n");
        await File.WriteAllTextAsync(Path.Combine(config, "targets", "page-0.yaml"), $"id: page-0\nname: 查分系统\nkind: http\ninterval: 1s\nconfirm: 2\noptions: {{ url: \"{_web.Url("/page")}\" }}\n");
        for (var i = 0; i < 2; i++)
            await File.WriteAllTextAsync(Path.Combine(config, "sources", $"feed-{i}.yaml"), $"id: feed-{i}\nname: 第{i}号来源\nkind: feed\ninterval: 1s\noptions: {{ url: \"{_web.Url($"/feed/{i}")}\" }}\n");
    }
}
