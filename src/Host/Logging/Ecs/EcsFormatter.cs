using System.Buffers;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;

namespace Monitor.Host.Logging.Ecs;

/// <summary>One JSON object a line in the order and the names of the ECS logging rules.</summary>
internal sealed class EcsFormatter(EcsService service) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        EcsDocument.Write(bytes, logEvent, service);
        output.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    /// <summary>The same as one document, without the end of line.</summary>
    public byte[] Document(LogEvent logEvent)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        EcsDocument.Write(bytes, logEvent, service);
        return bytes.WrittenSpan.ToArray();
    }

    internal static JsonWriterOptions Writing { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
