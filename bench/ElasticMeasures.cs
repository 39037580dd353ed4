using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Sqlite;

namespace Monitor.Bench;

/// <summary>What sending to Elasticsearch costs this process: reading the spool, writing documents, compressing, reading the answers. The receiver is a process of its own.</summary>
internal static class ElasticMeasures
{
    private const int Posts = 50_000;
    private static readonly DateTimeOffset Start = new(2026, 6, 7, 9, 0, 0, TimeSpan.FromHours(8));

    public static async Task<int> ElasticAsync()
    {
        using var sink = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "elastic-sink") { RedirectStandardOutput = true })!;
        var folder = Directory.CreateTempSubdirectory("bench");
        try
        {
            var address = (await sink.StandardOutput.ReadLineAsync())!;
            await using var store = await SqliteStore.OpenAsync(folder.FullName, TimeProvider.System, NullLoggerFactory.Instance, default);
            await using var elastic = await ElasticStore.OpenAsync(store, new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [address] }, TimeProvider.System, NullLoggerFactory.Instance, default);
            await elastic.SetupAsync(default);
            for (var at = 0; at < Posts; at += 500) await elastic.Archive.IngestAsync(new IngestBatch(new SourceRun { SourceId = "s", At = Start, State = SourceState.Ok }, [.. Enumerable.Range(at, 500).Select(Some)], null), default);
            var rounds = new List<(double Cost, double Rate, double Memory)>();
            for (var round = 0; round < 4; round++)
            {
                var (cpu, clock) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
                if (!await elastic.SettleAsync(default)) throw new InvalidOperationException(elastic.State.Trouble);
                var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
                rounds.Add((spent.TotalSeconds / Posts, Posts / clock.Elapsed.TotalSeconds, GC.GetTotalMemory(forceFullCollection: true) / 1048576.0));
                await elastic.FillAsync(default);
            }

            // The first round compiles.
            var costs = rounds.Skip(1).Select(r => r.Cost).Order().ToList();
            Console.WriteLine($"elastic: {costs[1] * 1e6:0.0} µs of processor a document (min {costs[0] * 1e6:0.0}, max {costs[^1] * 1e6:0.0}), so {costs[1] * 5_000:P0} of a core at 5,000 documents/s; {rounds[^1].Rate:0} documents/s in one lane; heap after each round {string.Join(" ", rounds.Select(r => r.Memory.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)))} MB");
            return 0;
        }
        finally
        {
            sink.Kill();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The sending alone at 5,000 documents a second, for some minutes: the processor it takes, and whether memory stays flat.</summary>
    public static async Task<int> PacedAsync(double minutes)
    {
        const int rate = 5_000;
        using var sink = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "elastic-sink") { RedirectStandardOutput = true })!;
        var folder = Directory.CreateTempSubdirectory("bench");
        try
        {
            var address = (await sink.StandardOutput.ReadLineAsync())!;
            await using var store = await SqliteStore.OpenAsync(folder.FullName, TimeProvider.System, NullLoggerFactory.Instance, default);
            await using var elastic = await ElasticStore.OpenAsync(store, new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [address] }, TimeProvider.System, NullLoggerFactory.Instance, default);
            await elastic.SetupAsync(default);
            for (var at = 0; at < rate; at += 500) await elastic.Archive.IngestAsync(new IngestBatch(new SourceRun { SourceId = "s", At = Start, State = SourceState.Ok }, [.. Enumerable.Range(at, 500).Select(Some)], null), default);
            using var every = new PeriodicTimer(TimeSpan.FromSeconds(1));
            var (sending, queueing, shares, sizes) = (TimeSpan.Zero, TimeSpan.Zero, new List<double>(), new List<(double Heap, double Resident)>());
            var clock = Stopwatch.StartNew();
            for (var second = 0; clock.Elapsed < TimeSpan.FromMinutes(minutes) && await every.WaitForNextTickAsync(); second++)
            {
                // Queueing them anew costs as well, but is SQLite's and the service's, not the sending's.
                var before = Cpu();
                await elastic.FillAsync(default);
                var filled = Cpu();
                if (!await elastic.SettleAsync(default)) throw new InvalidOperationException(elastic.State.Trouble);
                var sent = Cpu();
                if (second >= 10) (sending, queueing) = (sending + (sent - filled), queueing + (filled - before));
                if (second >= 10) shares.Add((sent - filled).TotalSeconds);
                if (second % 15 == 10) sizes.Add((GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, Resident()));
            }

            var seconds = clock.Elapsed.TotalSeconds;
            shares.Sort();
            Console.WriteLine(FormattableString.Invariant($"elastic paced: {(shares.Count + 10) * (double)rate / seconds:0} documents/s for {seconds:0} s; sending takes {sending.TotalSeconds / shares.Count:P1} of a core (median second {shares[shares.Count / 2]:P1}, p95 {shares[(int)(shares.Count * 0.95)]:P1}); queueing beside it {queueing.TotalSeconds / shares.Count:P1}"));
            Console.WriteLine(FormattableString.Invariant($"  heap after collection {sizes[0].Heap:0.0} MB at the start, {sizes[^1].Heap:0.0} MB at the end; resident {sizes[0].Resident:0} MB, {sizes[^1].Resident:0} MB; all: {string.Join(' ', sizes.Select(s => FormattableString.Invariant($"{s.Heap:0.0}/{s.Resident:0}")))}"));
            return 0;
        }
        finally
        {
            sink.Kill();
            folder.Delete(recursive: true);
        }

        static TimeSpan Cpu()
        {
            using var self = Process.GetCurrentProcess();
            return self.TotalProcessorTime;
        }

        static double Resident()
        {
            using var self = Process.GetCurrentProcess();
            return self.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Says yes to everything, as fast as it can.</summary>
    public static async Task<int> SinkAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var setup = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        app.Run(async context =>
        {
            context.Response.Headers["X-Elastic-Product"] = "Elasticsearch";
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(await AnswerAsync(context, setup));
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<string> AnswerAsync(HttpContext context, System.Collections.Concurrent.ConcurrentDictionary<string, string> setup)
    {
        var path = context.Request.Path.Value!;
        using var body = new MemoryStream();
        if (context.Request.Headers.ContentEncoding == "gzip") await new GZipStream(context.Request.Body, CompressionMode.Decompress).CopyToAsync(body);
        else await context.Request.Body.CopyToAsync(body);
        if (path == "/_bulk")
        {
            var items = body.GetBuffer().AsSpan(0, (int)body.Length).Count((byte)'\n') / 2;
            var answer = new StringBuilder("{\"took\":1,\"errors\":false,\"items\":[");
            answer.AppendJoin(',', Enumerable.Repeat("{\"index\":{\"_index\":\"monitor-posts-2026.06.01\",\"status\":201}}", items));
            return answer.Append("]}").ToString();
        }

        if (context.Request.Method == "PUT")
        {
            setup[path] = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
            return "{\"acknowledged\":true}";
        }

        if (path == "/") return "{\"version\":{\"number\":\"9.2.0\"}}";
        if (path.EndsWith("/_refresh", StringComparison.Ordinal)) return "{\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}";
        if (!setup.TryGetValue(path, out var put))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return "{\"error\":{\"type\":\"missing\",\"reason\":\"missing\"},\"status\":404}";
        }

        var kind = path.Split('/')[1] == "_component_template" ? "component_template" : "index_template";
        return $"{{\"{kind}s\":[{{\"name\":\"x\",\"{kind}\":{put}}}]}}";
    }

    private static Post Some(int i) => new()
    {
        Id = i.ToString("x32", System.Globalization.CultureInfo.InvariantCulture),
        SourceId = "s",
        Platform = "weibo",
        Text = string.Concat(Enumerable.Repeat($"高考第{i}天听说有人提前拿到数学试卷，家长群里都在转，", 3 + (i % 3))),
        Published = Start.AddSeconds(i),
        FirstSeen = Start.AddSeconds(i),
        StoryId = $"st{i % 500}",
        AuthorKey = $"a{i % 9_000}",
        Assessment = new Assessment
        {
            Relevance = 0.9,
            Sentiment = new Sentiment(SentimentLabel.Negative, 0.8, 0.15, 0.05),
            Rumour = new RumourRisk(0.7, RiskBand.High, [new Reason("word", "提前拿到", 1.5), new Reason("model", "转", 0.4)]),
            Topics = [Topics.PaperLeak, Topics.Fraud],
            Form = "hearsay",
            Model = "bench",
        },
    };
}
