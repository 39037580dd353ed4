using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Postgres;
using Monitor.Tests.Collectors;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd.Support;

/// <summary>A message that arrived, with when.</summary>
internal sealed record Arrived(string Id, string Body, DateTimeOffset At);

/// <summary>One PostgreSQL database, one config, one web with a feed, pages and a receiver; and any number of `monitor run` on it.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const string Key = "of-no-worth-but-long-enough-2027";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("fleet");
    private readonly ConcurrentQueue<Arrived> _arrived = new();
    private readonly ConcurrentQueue<(string Title, int Number)> _posts = new();
    private readonly ConcurrentDictionary<string, bool> _down = new();
    private readonly List<Replica> _replicas = [];
    private readonly List<WebSite> _guarded = [];
    private PostgresConfig _database = new();
    private WebSite _web = null!;

    public PostgresStore Store { get; private set; } = null!;

    /// <summary>What stands in for Elasticsearch, where the archive is there.</summary>
    public StandInServer? Elastic { get; private set; }

    public IReadOnlyList<Arrived> Arrived => [.. _arrived];

    public string Config => Path.Combine(_home.FullName, "config");

    public static async Task<Fleet> BuildAsync(CancellationToken ct, int targets = 2, string more = "", bool elastic = false)
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        var fleet = new Fleet();
        fleet._database = await (await PostgresServer.SharedAsync()).DatabaseAsync();
        fleet._web = await WebSite.StartAsync(fleet.Map);
        // Each on a host of its own: a fallen host explains its other pages, and then they are not told of.
        for (var i = 0; i < targets; i++)
        {
            var number = $"{i}";
            fleet._guarded.Add(await WebSite.StartAsync(app => app.MapGet("/", () => fleet._down.GetValueOrDefault(number) ? Results.StatusCode(503) : Results.Text("up")), address: new IPAddress([127, 0, 1, (byte)(i + 1)])));
        }

        if (elastic)
        {
            fleet.Elastic = await StandInServer.StartAsync();
            await ElasticAdmin.SetupAsync(new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [fleet.Elastic.Address], Replicas = 0 }, null, TimeProvider.System, ct);
        }

        await fleet.FurnishAsync(targets, more, ct);
        fleet.Store = await PostgresStore.OpenAsync(fleet._database, NullLoggerFactory.Instance, ct);
        return fleet;
    }

    public string Authority => _web.Authority;

    public int Hits(string path) => _web.Hits(path);

    public int Published => _posts.Count;

    public void Publish(string title) => _posts.Enqueue((title, _posts.Count));

    /// <summary>What a guarded page answers from now on.</summary>
    public void Shake(int page, bool down) => _down[$"{page}"] = down;

    public async Task<Replica> StartAsync(string role, CancellationToken ct)
    {
        var replica = Replica.Start(Config, Path.Combine(_home.FullName, $"data{_replicas.Count}"), role, _database.Connection!.Reveal(), Key);
        _replicas.Add(replica);
        await replica.ReadyAsync(ct);
        return replica;
    }

    /// <summary>Waits until it holds, at most so long.</summary>
    public async Task<TimeSpan> UntilAsync(string what, TimeSpan most, Func<Task<bool>> holds, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            var took = TimeProvider.System.GetElapsedTime(began);
            Assert.True(took < most, $"after {took.TotalSeconds:0.0} s not yet: {what}\n{string.Join("\n----\n", _replicas.Select(r => r.Said))}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    public async Task<string?> LeaderAsync(string duty, CancellationToken ct) =>
        (await Store.Ledger.LeasesAsync(TimeProvider.System.GetUtcNow(), ct)).FirstOrDefault(l => l.Lease == duty)?.Holder;

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        if (Store is not null) await Store.DisposeAsync();
        if (Elastic is not null) await Elastic.DisposeAsync();
        foreach (var site in _guarded) await site.DisposeAsync();
        await _web.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/feed/{number:int}", (int number) => Results.Text(
            $"<rss version='2.0'><channel><title>t</title>{string.Concat(_posts.Where(p => p.Number % 2 == number).TakeLast(400).Select(p => $"<item><title>{p.Title}</title><link>https://news.example.cn/{p.Number}</link></item>"))}</channel></rss>",
            "application/xml", System.Text.Encoding.UTF8));
        app.MapPost("/hook", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var id = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
            _arrived.Enqueue(new Arrived(id, body, TimeProvider.System.GetUtcNow()));
            return Results.Text("""{"errcode":0}""");
        });
    }

    private async Task FurnishAsync(int targets, string more, CancellationToken ct)
    {
        foreach (var folder in new[] { "targets", "rules", "sources" }) Directory.CreateDirectory(Path.Combine(Config, folder));
        await File.WriteAllTextAsync(Path.Combine(Config, "monitor.yaml"), $$"""
            judgeEvery: 1s
            issueAutomatically: true
            authorKey: env:FLEET_KEY
            storage: { kind: postgres, postgres: { connection: env:FLEET_DATABASE }{{(Elastic is null ? "" : $", archive: {{ kind: elasticsearch, nodes: ['{Elastic.Address}'], replicas: 0 }}")}} }
            board: { linkKey: env:FLEET_KEY }
            fetch: { hostPace: 0s, allowPrivate: ['{{_web.Authority}}'] }
            alerting: { groupSameKind: 10000, groupAny: 10000, remindAfter: 0s }
            channels:
              - { id: hook, kind: webhook, dailyCap: 0, options: { url: "{{_web.Url("/hook")}}", timeout: 5s } }
            {{more}}
            """, ct);
        await File.WriteAllTextAsync(Path.Combine(Config, "rules", "outage.yaml"), "kind: outage\noptions:\n  recoverAfter: 2\n", ct);
        for (var i = 0; i < targets; i++)
            await File.WriteAllTextAsync(Path.Combine(Config, "targets", $"page-{i}.yaml"), $$"""
                id: page-{{i}}
                name: 第{{i}}号系统
                kind: http
                interval: 1s
                confirm: 2
                options: { url: "{{_guarded[i].Url("/")}}" }
                """, ct);
        for (var i = 0; i < 2; i++)
            await File.WriteAllTextAsync(Path.Combine(Config, "sources", $"feed-{i}.yaml"), $$"""
                id: feed-{{i}}
                name: 第{{i}}号来源
                kind: feed
                interval: 1s
                options: { url: "{{_web.Url($"/feed/{i}")}}" }
                """, ct);
    }
}

/// <summary>`monitor run` as a process of its own.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Replica(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Said => string.Join('\n', _said.TakeLast(40));

    public IReadOnlyList<string> Lines => [.. _said];

    public Uri Address => _address.Task.Result;

    public bool HasEnded => _process.HasExited;

    /// <summary>Under which the others know it.</summary>
    public string Name { get; private set; } = "";

    public static Replica Start(string config, string data, string role, string connection, string key)
    {
        string[] arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "monitor.dll"), "run", "--config", config, "--data", data, "--urls", "http://127.0.0.1:0", "--role", role];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["FLEET_KEY"], start.Environment["FLEET_DATABASE"], start.Environment["DOTNET_TieredPGO"]) = (key, connection, "0");
        return new Replica(new Process { StartInfo = start });
    }

    public async Task ReadyAsync(CancellationToken ct)
    {
        var address = await _address.Task.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, ct);
        using var http = new HttpClient { BaseAddress = address };
        for (var tries = 0; ; tries++)
        {
            using var answer = await http.GetAsync("/readyz", ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Name = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("node").GetProperty("name").GetString()!;
                return;
            }

            Assert.True(tries < 600 && !_process.HasExited, $"not ready: {text}\n{Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"])!.WaitForExit();

    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException("it ended by itself:\n" + Said));
            return;
        }

        _said.Enqueue(line);
        foreach (var word in new[] { "Board: ", "Health: " })
            if (line.StartsWith(word, StringComparison.Ordinal)) _address.TrySetResult(new Uri(line[word.Length..].Split(' ')[0]));
    }
}
