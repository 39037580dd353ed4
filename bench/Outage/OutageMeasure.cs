using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Bench.Alerts;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Storage.Elasticsearch;

namespace Monitor.Bench.Outage;

/// <summary>
/// The running service in real time: sites bring so many new posts a second, Elasticsearch is away for so many minutes, meanwhile guarded systems fail.
/// Ends with 1 when one post is missing or there twice. Run from the checkout's root.
/// </summary>
internal static class OutageMeasure
{
    private const int Sites = 8;
    private const int Failing = 30;

    public static async Task<int> RunAsync(string[] options)
    {
        var (minutes, rate) = (Arguments.Number(options, "--minutes", 30), Arguments.Number(options, "--rate", 200));
        Quiet.Begin();
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "elastic-keeper") { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var address = (await server.StandardOutput.ReadLineAsync())!;
        using var control = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        var home = Directory.CreateTempSubdirectory("bench-outage");
        try
        {
            await using var source = await PostSource.StartAsync(rate, Sites);
            await using var sites = await FailingSites.StartAsync(Failing, TimeSpan.FromMinutes(minutes) * 0.8, seed: 7);
            await using var hooks = await Hooks.StartAsync();
            await using var app = await StartAsync(home, address, source, sites, hooks);
            var run = new Run(app, source, home);
            await run.UntilAsync(s => s.Waiting == 0, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(30));
            run.Tell("before");

            await control.GetAsync("/-/away");
            var (collected, peak) = (run.Stored(), 0L);
            sites.Begin();
            var (away, told) = (Stopwatch.StartNew(), TimeSpan.Zero);
            while (away.Elapsed < TimeSpan.FromMinutes(minutes))
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, minutes * 10)), TimeProvider.System);
                peak = Math.Max(peak, run.Memory());
                if (away.Elapsed - told < TimeSpan.FromMinutes(5)) continue;
                told = away.Elapsed;
                run.Tell($"  {told.TotalMinutes:0} minutes away");
            }

            var during = run.Stored() - collected;
            run.Tell("at the end of the outage");
            var alerts = (await app.Services.GetRequiredService<ILedger>().AlertsAsync(DateTimeOffset.MinValue, 100_000, default)).ToDictionary(a => a.Id);
            var opened = hooks.Arrivals.Where(a => a.Kind == "opened" && a.AlertId is not null && alerts[a.AlertId].Subject.StartsWith('t')).ToList();
            Write($"during {minutes:0.#} minutes away: {during} posts collected ({during / away.Elapsed.TotalSeconds:0} a second), {opened.Count} alerts of {Failing} failed systems told");
            if (opened.Count > 0) Write("  signal to webhook " + AlertMeasures.Times(opened.Select(a => a.At - alerts[a.AlertId!].OpenedAt)) + "; cause to webhook " + AlertMeasures.Times(opened.Select(a => a.At - sites.BadSince(int.Parse(alerts[a.AlertId!].Subject[1..], CultureInfo.InvariantCulture)))));

            await control.GetAsync("/-/back");
            var (back, waiting) = (Stopwatch.StartNew(), run.Waiting());
            await run.UntilAsync(s => s is { AwaySince: null, Waiting: 0 }, TimeSpan.FromMinutes(30), TimeSpan.Zero);
            var caught = back.Elapsed;
            Write($"  back: {waiting} changes waited; caught up after {caught.TotalSeconds:0.0} s while posts went on arriving ({(waiting + (caught.TotalSeconds * rate)) / caught.TotalSeconds:0} documents a second, the wait for the next attempt included)");
            run.Tell("after catching up", peak);

            source.Stop();
            await run.UntilAsync(_ => run.Stored() >= source.Made(Sites), TimeSpan.FromMinutes(3), TimeSpan.Zero);
            await run.UntilAsync(s => s.Waiting == 0, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(3));
            return await CompareAsync(run, source, control);
        }
        finally
        {
            server.StandardInput.Close();
            home.Delete(recursive: true);
        }
    }

    /// <summary>Every id the store has against every id the server keeps.</summary>
    private static async Task<int> CompareAsync(Run run, PostSource source, HttpClient control)
    {
        var lines = (await control.GetStringAsync("/-/all")).Split('\n');
        var there = lines.Skip(1).Where(l => l.StartsWith("monitor-posts-", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).ToList();
        var (here, distinct) = (run.Ids(), there.ToHashSet(StringComparer.Ordinal));
        var (lost, doubled, unread) = (here.Count(i => !distinct.Contains(i)), there.Count - distinct.Count, source.Made(Sites) - here.Count);
        Write($"  in the end: {source.Made(Sites)} posts made, {here.Count} stored, {there.Count} in Elasticsearch; lost {lost}, doubled {doubled}, not collected {unread}; {lines[0].Split(' ')[1]} writes came to what was there already");
        return lost == 0 && doubled == 0 && unread == 0 && here.Count == there.Count ? 0 : 1;
    }

    private static async Task<WebApplication> StartAsync(DirectoryInfo home, string address, PostSource source, FailingSites sites, Hooks hooks)
    {
        var config = home.CreateSubdirectory("config");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"),
            $"storage: {{ archive: {{ kind: elasticsearch, nodes: ['{address}'], replicas: 0 }} }}\nfetch: {{ allowPrivate: ['{source.Authority}'], hostPace: 10ms }}\n"
            + $"channels:\n  - {{ id: duty, kind: webhook, dailyCap: 0, options: {{ url: '{hooks.Url("duty")}' }} }}\nalerting: {{ groupSameKind: 10000, groupAny: 10000 }}\n{Season(await File.ReadAllLinesAsync("config/monitor.yaml"))}");
        var (sources, targets, rules) = (config.CreateSubdirectory("sources").FullName, config.CreateSubdirectory("targets").FullName, config.CreateSubdirectory("rules").FullName);
        foreach (var rule in Directory.GetFiles("config/rules", "*.yaml")) File.Copy(rule, Path.Combine(rules, Path.GetFileName(rule)));
        for (var i = 0; i < Sites; i++)
            await File.WriteAllTextAsync(Path.Combine(sources, $"s{i}.yaml"),
                $"id: s{i}\nname: 站点 {i}\nkind: json-list\nplatform: p{i % 4}\ninterval: 5s\noptions:\n  url: http://{source.Authority}/site/{i}\n  fields: {{ title: title, text: text, author: author, published: time, id: id, url: url }}\n");
        for (var i = 0; i < sites.Count; i++)
            await File.WriteAllTextAsync(Path.Combine(targets, $"t{i}.yaml"), $"id: t{i}\nname: 系统 {i}\nkind: http\ninterval: 10s\nconfirm: 1\noptions: {{ url: '{sites.Url(i)}' }}\n");
        var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config.FullName, DataDirectory = Path.Combine(home.FullName, "data"), Urls = ["http://127.0.0.1:0"] }, default);
        await app.Services.GetRequiredService<ElasticStore>().SetupAsync(default);
        await app.StartAsync();
        return app;
    }

    /// <summary>The shipped rules name phases of the shipped season.</summary>
    private static string Season(IEnumerable<string> shipped) =>
        string.Join('\n', shipped.SkipWhile(l => l != "season:").TakeWhile(l => l == "season:" || l.Length == 0 || l[0] == ' ')) + "\n";

    private static void Write(string line)
    {
        Quiet.Out.WriteLine(line);
        Quiet.Out.Flush();
    }

    private sealed class Run(WebApplication app, PostSource source, DirectoryInfo home)
    {
        private readonly ElasticStore _elastic = app.Services.GetRequiredService<ElasticStore>();
        private readonly PostWindow _window = app.Services.GetRequiredService<PostWindow>();
        private readonly string _file = Path.Combine(home.FullName, "data", "monitor.db");

        public async Task UntilAsync(Func<Storage.Elasticsearch.Spool.SpoolState, bool> holds, TimeSpan limit, TimeSpan least)
        {
            var clock = Stopwatch.StartNew();
            await Task.Delay(least, TimeProvider.System);
            while (!holds(_elastic.State) && clock.Elapsed < limit) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        public long Memory()
        {
            using var self = Process.GetCurrentProcess();
            return self.WorkingSet64;
        }

        public int Stored() => (int)Ask("SELECT count(*) FROM posts");

        public long Waiting() => Ask("SELECT count(*) FROM elastic_spool");

        public HashSet<string> Ids()
        {
            using var connection = Open();
            using var command = new SqliteCommand("SELECT id FROM posts", connection);
            using var reader = command.ExecuteReader();
            var ids = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read()) ids.Add(reader.GetString(0));
            return ids;
        }

        public void Tell(string when, long peak = 0) => Write(string.Create(CultureInfo.InvariantCulture,
            $"{when}: {Stored()} posts stored of {source.Served} served, {Waiting()} changes wait; store {Size("") / 1048576.0:0.0} MB with its log {Size("-wal") / 1048576.0:0.0} MB; resident {Memory() / 1048576.0:0} MB{(peak > 0 ? $" (highest while away {peak / 1048576.0:0} MB)" : "")}, heap {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:0} MB; the judge holds {_window.Held.Posts} posts, estimated at {_window.Held.Bytes / 1048576.0:0} MB{(_window.CutAt is { } cut ? $", none before {cut:HH:mm:ss}" : "")}"));

        private long Size(string suffix) => File.Exists(_file + suffix) ? new FileInfo(_file + suffix).Length : 0;

        private long Ask(string sql)
        {
            using var connection = Open();
            using var command = new SqliteCommand(sql, connection);
            return (long)command.ExecuteScalar()!;
        }

        private SqliteConnection Open()
        {
            var connection = new SqliteConnection($"Data Source={_file};Mode=ReadOnly");
            connection.Open();
            return connection;
        }
    }
}
