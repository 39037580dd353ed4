using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Host.Logging.Ecs;
using Monitor.Host.Logging.Elasticsearch;
using Monitor.Host.Logging.Masking;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Logs;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Sinks.OpenTelemetry;

namespace Monitor.Host.Logging;

/// <summary>
/// From an event to everywhere it is written: levels, origin, the mask, and behind the mask all sinks. Standard output always has it; Elasticsearch and
/// OpenTelemetry only where the config says so.
/// </summary>
internal sealed class LogPipeline : IDisposable, IAsyncDisposable
{
    private LogPipeline(Logger logger, LogLevels levels) => (Logger, Levels) = (logger, levels);

    public Logger Logger { get; }

    public LogLevels Levels { get; }

    /// <param name="toError">Commands keep stdout for their answer.</param>
    /// <param name="more">Further sinks, behind the mask as all are.</param>
    public static LogPipeline Create(LoggingConfig config, ArchiveConfig archive, TimeProvider time, bool toError = false, Action<LoggerSinkConfiguration>? more = null)
    {
        SelfLog.Enable(text => Console.Error.WriteLine(TextMask.Mask(text)));
        var service = EcsService.Of(config.Environment);
        var behind = new LoggerConfiguration().MinimumLevel.Verbose();
        ConsoleLog.Add(behind.WriteTo, new EcsFormatter(service), toError);
        if (config.Elasticsearch.Enabled) behind.WriteTo.Sink(Elastic(config.Elasticsearch, archive, service, time), config.Elasticsearch.Level);
        if (config.Otlp.Endpoint is { } endpoint) OpenTelemetry(behind.WriteTo, config.Otlp, endpoint, service);
        more?.Invoke(behind.WriteTo);
        var levels = new LogLevels(config);
        return new LogPipeline(Front(levels, behind.CreateLogger()), levels);
    }

    /// <summary>For commands that read no config: standard error alone.</summary>
    public static SerilogLoggerFactory ForCommand(LogEventLevel level = LogEventLevel.Information)
    {
        var sinks = new LoggerConfiguration().MinimumLevel.Verbose();
        ConsoleLog.Add(sinks.WriteTo, new EcsFormatter(EcsService.Of(null)), toError: true);
        return new SerilogLoggerFactory(Front(new LogLevels(new LoggingConfig { Level = level }), sinks.CreateLogger()), dispose: true);
    }

    public SerilogLoggerFactory Loggers() => new(Logger, dispose: false);

    public void Dispose() => Logger.Dispose();

    public ValueTask DisposeAsync() => Logger.DisposeAsync();

    private static Logger Front(LogLevels levels, Logger sinks) => levels.Attach(new LoggerConfiguration())
        .Enrich.With<OriginEnricher>()
        .Destructure.With<SensitiveTypes>().Destructure.ToMaximumDepth(6).Destructure.ToMaximumCollectionCount(100)
        .WriteTo.Sink(new MaskingSink(sinks))
        .CreateLogger();

    private static ElasticLogSink Elastic(ElasticLogConfig config, ArchiveConfig archive, EcsService service, TimeProvider time)
    {
        var own = config.Nodes.Count > 0
            ? archive with { Kind = ArchiveKind.Elasticsearch, Nodes = config.Nodes, ApiKeyFile = config.ApiKeyFile, CaFile = config.CaFile, Fingerprint = null }
            : archive with { ApiKeyFile = config.ApiKeyFile ?? archive.ApiKeyFile, CaFile = config.CaFile ?? archive.CaFile };
        return new ElasticLogSink(new EcsFormatter(service), new LogStream(own, config.Namespace, time), new LogQueue(config.QueueLines, config.QueueBytes), time, config.FlushLimit);
    }

    private static void OpenTelemetry(LoggerSinkConfiguration sinks, OtlpLogConfig config, string endpoint, EcsService service) => sinks.OpenTelemetry(o =>
    {
        o.Endpoint = endpoint;
        o.Protocol = config.Protocol == OtlpWire.Grpc ? OtlpProtocol.Grpc : OtlpProtocol.HttpProtobuf;
        o.Headers = config.Headers.ToDictionary(h => h.Key, h => h.Value.Reveal(), StringComparer.Ordinal);
        o.RestrictedToMinimumLevel = config.Level;
        o.ResourceAttributes = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["service.name"] = service.Name,
            ["service.version"] = service.Version,
            ["service.instance.id"] = service.Node,
            ["process.pid"] = service.Process,
        };
        if (service.Environment is { Length: > 0 } environment) o.ResourceAttributes["deployment.environment.name"] = environment;
    }, ignoreEnvironment: true);
}
