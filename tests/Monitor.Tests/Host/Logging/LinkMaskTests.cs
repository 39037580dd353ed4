using Monitor.Host.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace Monitor.Tests.Host.Logging;

public sealed class LinkMaskTests : ILogEventSink
{
    private readonly List<string> _lines = [];

    [Fact]
    public void No_line_holds_a_link_that_acts_neither_in_words_nor_in_what_the_web_server_adds()
    {
        using var log = LogSetup.Apply(new LoggerConfiguration(), toError: true).WriteTo.Sink(this).CreateLogger();
        log.ForContext("RequestPath", "/m/ack/AWomFBBhMQoxCjAKbmlnaHQ").Information("Asked for {Url}", new Uri("https://monitor.example.cn/ack/AWomFBBhMQoxCjAKbmlnaHQ"));
        log.ForContext("RequestPath", "/alerts/a1").Information("Fine");
        Assert.DoesNotContain(_lines, l => l.Contains("AWomFBBh", StringComparison.Ordinal));
        Assert.Contains("/m/ack/***", _lines[0], StringComparison.Ordinal);
        Assert.Contains("/alerts/a1", _lines[1], StringComparison.Ordinal);
    }

    void ILogEventSink.Emit(LogEvent logEvent)
    {
        using var text = new StringWriter();
        new EcsFormatter().Format(logEvent, text);
        _lines.Add(text.ToString());
    }
}
