using System.Text.Json.Nodes;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>The fields of each kind of document. ECS names where ECS has one; everything else stands below one root of its own.</summary>
internal static class Mappings
{
    public static JsonObject Posts(string analyzer) => Strict(new JsonObject
    {
        ["@timestamp"] = Of("date"),
        ["ecs"] = Group(("version", Of("keyword"))),
        ["event"] = Group(("id", Of("keyword")), ("kind", Of("keyword")), ("dataset", Of("keyword")), ("created", Of("date"))),
        ["message"] = Analysed(analyzer),
        ["url"] = Group(("full", Of("wildcard")), ("domain", Of("keyword"))),
        ["tags"] = Of("keyword"),
        ["labels"] = Of("flattened"),
        ["post"] = Group(
            ("source", Of("keyword")), ("platform", Of("keyword")), ("role", Of("keyword")), ("title", Analysed(analyzer)),
            ("folded", Folded()),
            ("author", Group(("id", Of("keyword")))),
            ("rank", Of("integer")), ("heat", Of("long")), ("replies", Of("long")), ("story", Of("keyword")), ("story_title", Cut("keyword", 256)), ("keywords", Of("keyword")), ("backfill", Of("boolean")),
            ("last_seen", Of("date")), ("tally", Of("keyword")), ("topic", Of("keyword")), ("relevance", Of("half_float")), ("form", Of("keyword")), ("model", Of("keyword")),
            ("sentiment", Group(("label", Of("keyword")), ("negative", Of("half_float")))),
            ("risk", Group(("band", Of("keyword")), ("score", Of("half_float")))),
            ("assessment", Kept())),
    });

    public static JsonObject Probes() => Strict(new JsonObject
    {
        ["@timestamp"] = Of("date"),
        ["ecs"] = Group(("version", Of("keyword"))),
        ["event"] = Group(("kind", Of("keyword")), ("category", Of("keyword")), ("outcome", Of("keyword")), ("dataset", Of("keyword")), ("duration", Of("long"))),
        ["monitor"] = Group(("id", Of("keyword")), ("name", Of("keyword")), ("status", Of("keyword")), ("duration", Micros())),
        ["summary"] = Group(("up", Of("integer")), ("down", Of("integer"))),
        ["http"] = Group(
            ("response", Group(("status_code", Of("integer")))),
            ("rtt", Group(("total", Micros()), ("response_header", Micros()), ("content", Micros())))),
        ["tcp"] = Group(("rtt", Group(("connect", Micros())))),
        ["resolve"] = Group(("rtt", Micros())),
        ["tls"] = Group(
            ("rtt", Group(("handshake", Micros()))),
            ("server", Group(("x509", Group(
                ("not_before", Of("date")), ("not_after", Of("date")),
                ("subject", Group(("common_name", Of("keyword")))), ("issuer", Group(("common_name", Of("keyword"))))))))),
        ["error"] = Group(("type", Of("keyword")), ("message", Of("match_only_text"))),
        ["tags"] = Of("keyword"),
        ["probe"] = Group(("state", Of("keyword")), ("findings", Of("keyword")), ("issues", Of("keyword")), ("severity", Of("keyword")), ("certificate_days", Of("float")), ("result", Kept())),
    });

    public static JsonObject AlertEvents(string analyzer) => Strict(new JsonObject
    {
        ["@timestamp"] = Of("date"),
        ["ecs"] = Group(("version", Of("keyword"))),
        ["event"] = Group(("id", Of("keyword")), ("kind", Of("keyword")), ("dataset", Of("keyword")), ("action", Of("keyword")), ("reason", Cut("keyword", 1024))),
        ["rule"] = Group(("name", Of("keyword"))),
        ["message"] = Analysed(analyzer),
        ["tags"] = Of("keyword"),
        ["alert"] = Group(
            ("id", Of("keyword")), ("fingerprint", Of("keyword")), ("notified", Of("boolean")), ("level", Of("keyword")), ("issued", Of("boolean")), ("team", Of("keyword")),
            ("state", Of("keyword")), ("title", Cut("keyword", 256)), ("topic", Of("keyword")), ("restricted", Of("boolean")), ("decision", Kept())),
    });

    /// <summary>The version stands in the index itself, so that one made by an older template is known.</summary>
    private static JsonObject Strict(JsonObject properties) => new() { ["_meta"] = Templates.Meta(), ["dynamic"] = "strict", ["properties"] = properties };

    private static JsonObject Of(string type) => new() { ["type"] = type };

    private static JsonObject Cut(string type, int length) => new() { ["type"] = type, ["ignore_above"] = length };

    private static JsonObject Analysed(string analyzer) => new() { ["type"] = "text", ["analyzer"] = analyzer };

    private static JsonObject Kept() => new() { ["type"] = "object", ["enabled"] = false };

    /// <summary>
    /// Any piece of any text is found to the character by the wildcard type's own trigrams; words of two characters, most of the language, by pairs.
    /// Always the same analysis, so that a search gives the same posts whatever analyzer the setting names.
    /// </summary>
    private static JsonObject Folded() => new() { ["type"] = "wildcard", ["fields"] = new JsonObject { ["pairs"] = Analysed("zh_bigram") } };

    private static JsonObject Micros() => Group(("us", Of("long")));

    private static JsonObject Group(params ReadOnlySpan<(string Name, JsonObject Mapping)> fields)
    {
        var properties = new JsonObject();
        foreach (var (name, mapping) in fields) properties[name] = mapping;
        return new JsonObject { ["properties"] = properties };
    }
}
