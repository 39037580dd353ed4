using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Monitor.Tests.Host.Logging;

/// <summary>The rules of ECS logging, each checked on one line as it was written.</summary>
internal static partial class EcsRules
{
    private static readonly string[] Strings =
        ["message", "log.level", "ecs.version", "log.logger", "service.name", "service.version", "service.environment", "service.node.name", "event.dataset", "event.code", "event.action",
         "trace.id", "span.id", "transaction.id", "process.thread.name", "error.type", "error.message", "error.stack_trace"];

    public static JsonElement Check(string line)
    {
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line[..^1]);
        Assert.DoesNotContain('\r', line[..^1]);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) < 500_000);
        var root = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;
        var names = root.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(["@timestamp", "log.level", "message"], names[..3]);
        Assert.True(DateTimeOffset.TryParseExact(root.GetProperty("@timestamp").GetString(), "yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
        Assert.Contains(root.GetProperty("log.level").GetString(), new[] { "trace", "debug", "info", "warn", "error", "fatal" });
        Assert.Equal("8.11.0", root.GetProperty("ecs.version").GetString());
        Assert.Equal("monitor", root.GetProperty("service.name").GetString());
        Assert.Equal("monitor.app", root.GetProperty("event.dataset").GetString());
        Assert.Equal(Environment.ProcessId, root.GetProperty("process.pid").GetInt32());
        foreach (var name in names)
        {
            if (name is "@timestamp" or "process.pid" or "labels") continue;
            Assert.Contains(name, Strings);
            Assert.Equal(JsonValueKind.String, root.GetProperty(name).ValueKind);
        }

        Ids(root);
        if (root.TryGetProperty("labels", out var labels)) Labels(labels);
        return root;
    }

    private static void Ids(JsonElement root)
    {
        if (root.TryGetProperty("trace.id", out var trace)) Assert.Matches("^[0-9a-f]{32}$", trace.GetString());
        if (root.TryGetProperty("span.id", out var span)) Assert.Matches("^[0-9a-f]{16}$", span.GetString());
        if (root.TryGetProperty("transaction.id", out var transaction)) Assert.Matches("^[0-9a-f]{16}$", transaction.GetString());
        Assert.Equal(root.TryGetProperty("error.type", out _), root.TryGetProperty("error.stack_trace", out _));
    }

    /// <summary>Flat, scalar, of one type whatever the key, and with no character in a key that an index gives a meaning.</summary>
    private static void Labels(JsonElement labels)
    {
        Assert.Equal(JsonValueKind.Object, labels.ValueKind);
        foreach (var label in labels.EnumerateObject())
        {
            Assert.DoesNotMatch(Meaning(), label.Name);
            Assert.NotEqual("", label.Name);
            Assert.Equal(JsonValueKind.String, label.Value.ValueKind);
            Assert.True(label.Value.GetString()!.Length <= 1_024);
        }
    }

    [GeneratedRegex(@"[.*\\]")]
    private static partial Regex Meaning();
}
