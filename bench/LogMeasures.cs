using System.Diagnostics;
using System.Globalization;
using Monitor.Host.Configuration;
using Monitor.Host.Logging;
using Monitor.Host.Logging.Ecs;
using Monitor.Host.Logging.Masking;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Monitor.Bench;

/// <summary>What one log line costs: made and written as ECS JSON into memory, without the mask and behind it.</summary>
internal static class LogMeasures
{
    private const int Events = 200_000;

    private static readonly (string Name, Action<ILogger, int> Write)[] Lines =
    [
        ("typical line", (log, i) => log.Information("Source {Source}: {Items} items, {Fresh} new, {Took} ms", "weibo-hot", i, i % 7, 12.5)),
        ("line with an address", (log, i) => log.Warning("GET {Url} answered {Status}", "https://news.example.cn/list?page=2&size=20", 500 + (i % 4))),
        ("line with a secret", (log, i) => log.Warning("POST {Url} answered {Status}", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aoc-4bc4-97a0", 400 + (i % 4))),
        ("Chinese text of 300 characters", (log, i) => log.Information("Post {Id} says {Text}", i, string.Concat(Enumerable.Repeat("听说志愿填报系统今天下午三点之前都打不开，等官方消息", 12)))),
        ("exception", (log, i) => log.Error(Thrown, "Source {Source} failed", i)),
    ];

    private static Exception Thrown { get; } = Throw();

    public static int Logging()
    {
        foreach (var (name, write) in Lines)
        {
            var (plain, masked) = (new List<double>(), new List<double>());
            for (var round = 0; round < 5; round++)
            {
                plain.Add(Cost(write, mask: false));
                masked.Add(Cost(write, mask: true));
            }

            // The first round compiles.
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"logging, {name}: {Middle(plain):0} ns without the mask, {Middle(masked):0} ns with it"));
        }

        return 0;
    }

    private static double Cost(Action<ILogger, int> write, bool mask)
    {
        var (memory, logging) = (new Memory(), new LoggerConfiguration());
        if (mask) logging.WriteTo.Sink(new MaskingSink(new LoggerConfiguration().WriteTo.Sink(memory).CreateLogger()));
        else logging.WriteTo.Sink(memory);
        using var log = new LogLevels(new LoggingConfig()).Attach(logging).Enrich.With<OriginEnricher>().CreateLogger();
        var events = write == Lines[^1].Write ? Events / 10 : Events;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < events; i++) write(log, i);
        return clock.Elapsed.TotalNanoseconds / events;
    }

    private static double Middle(List<double> costs) => costs.Skip(1).Order().ElementAt(2);

    private static InvalidOperationException Throw()
    {
        try
        {
            throw new InvalidOperationException("the list at https://news.example.cn/list has no rows", new HttpRequestException("503"));
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private sealed class Memory : ILogEventSink
    {
        private readonly EcsFormatter _formatter = new(EcsService.Of("bench"));
        private readonly StringWriter _text = new(CultureInfo.InvariantCulture);

        public void Emit(LogEvent logEvent)
        {
            _text.GetStringBuilder().Clear();
            _formatter.Format(logEvent, _text);
        }
    }
}
