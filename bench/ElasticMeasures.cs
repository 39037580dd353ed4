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
