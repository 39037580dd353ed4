using System.Collections.Concurrent;
using System.Text.Json;
using Monitor.Host.Configuration;
using Monitor.Host.Logging;
using Monitor.Host.Logging.Ecs;
using Monitor.Storage.Elasticsearch;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Monitor.Tests.Host.Logging;

/// <summary>The pipeline as the service has it, with the lines of both its forms kept: for machines and for people.</summary>
internal sealed class LogRig : IDisposable
{
    private readonly Lines _ecs = new(new EcsFormatter(EcsService.Of("test")));
    private readonly Lines _people = new(new MessageTemplateTextFormatter(ConsoleLog.ForPeople, System.Globalization.CultureInfo.InvariantCulture));

    public LogRig(LoggingConfig? config = null, ArchiveConfig? archive = null, TimeProvider? time = null) => Pipeline = LogPipeline.Create(
        config ?? new LoggingConfig { Level = LogEventLevel.Verbose }, archive ?? new ArchiveConfig(), time ?? TimeProvider.System, toError: true, sinks => sinks.Sink(_ecs).WriteTo.Sink(_people));

    public LogPipeline Pipeline { get; }

    public Logger Log => Pipeline.Logger;

    public IReadOnlyCollection<string> Ecs => _ecs.Written;

    public string All => string.Join('\n', _ecs.Written.Concat(_people.Written));

    public JsonElement Last => JsonDocument.Parse(_ecs.Written.Last()).RootElement;

    public void Dispose() => Pipeline.Dispose();

    internal sealed class Lines(ITextFormatter formatter) : ILogEventSink
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            formatter.Format(logEvent, text);
            Written.Enqueue(text.ToString());
        }
    }
}
