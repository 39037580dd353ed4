using Monitor.Host.Configuration.Binding;
using Monitor.Storage.Elasticsearch;

namespace Monitor.Host.Configuration;

/// <summary>What the section `logging` needs of itself and of the archive.</summary>
internal static class LoggingRules
{
    public static void Check(MonitorConfig config, BindContext context)
    {
        var (elastic, otlp) = (config.Logging.Elasticsearch, config.Logging.Otlp);
        if (elastic.Enabled && elastic.Nodes.Count == 0 && config.Storage.Archive.Kind != ArchiveKind.Elasticsearch)
            Fail("logging.elasticsearch.enabled", "expected logging.elasticsearch.nodes, for storage.archive.kind is not elasticsearch");
        for (var i = 0; i < elastic.Nodes.Count; i++)
            if (!IsAddress(elastic.Nodes[i], bare: true))
                Fail($"logging.elasticsearch.nodes[{i}]", $"expected an address such as https://es1.example.cn:9200 without path or user, found '{elastic.Nodes[i]}'");
        if (otlp.Endpoint is { } endpoint && !IsAddress(endpoint, bare: false))
            Fail("logging.otlp.endpoint", $"expected an address such as http://otel:4318 without user or query, found '{endpoint}'");
        if (otlp.Endpoint is null && otlp.Headers.Count > 0) Fail("logging.otlp.headers", "expected logging.otlp.endpoint beside them");
        foreach (var name in otlp.Headers.Keys.Where(n => n.Length == 0 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
            Fail($"logging.otlp.headers.{name}", "expected the name of a header: letters, digits, - and _");
        foreach (var name in config.Logging.Namespaces.Keys.Where(n => n.Length == 0 || n.StartsWith('.') || n.EndsWith('.')))
            Fail($"logging.namespaces.{name}", "expected a namespace such as Monitor.Collectors");

        void Fail(string key, string expected) => context.Fail(context.LineOf(key), key, expected);
    }

    private static bool IsAddress(string text, bool bare) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url is { UserInfo: "", Query: "", Fragment: "" } && (!bare || url.AbsolutePath == "/");
}
