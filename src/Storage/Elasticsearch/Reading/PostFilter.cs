using System.Text.Json.Nodes;
using Monitor.Core.Contracts;
using Monitor.Storage.Elasticsearch.Layout;

namespace Monitor.Storage.Elasticsearch.Reading;

/// <summary>Conditions in Elasticsearch's query language; all of them filters, for nothing here is ranked.</summary>
internal static class PostFilter
{
    public static JsonObject Of(PostQuery query, IReadOnlyList<string>? stories)
    {
        var filter = new JsonArray();
        Term("post.topic", query.Topic);
        Term("post.sentiment.label", query.Sentiment is { } mood ? PostDocument.Word(mood) : null);
        Term("post.risk.band", query.Band is { } band ? PostDocument.Word(band) : null);
        Term("post.source", query.SourceId);
        if (stories is not null) filter.Add(Terms("post.story", stories));
        if (query.From is not null || query.Until is not null) filter.Add(Range("@timestamp", query.From, query.Until));
        foreach (var clause in WordClauses.Of(query.Words)) filter.Add(clause);
        return All(filter);

        void Term(string field, string? value)
        {
            if (value is not null) filter.Add(new JsonObject { ["term"] = new JsonObject { [field] = new JsonObject { ["value"] = value } } });
        }
    }

    public static JsonObject All(JsonArray filter) =>
        filter.Count == 0 ? new JsonObject { ["match_all"] = new JsonObject() } : new JsonObject { ["bool"] = new JsonObject { ["filter"] = filter } };

    public static JsonObject Terms(string field, IEnumerable<string> values) =>
        new() { ["terms"] = new JsonObject { [field] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) } };

    public static JsonObject Range(string field, DateTimeOffset? from, DateTimeOffset? until)
    {
        var range = new JsonObject();
        if (from is { } f) range["gte"] = PostDocument.Time(f);
        if (until is { } u) range["lt"] = PostDocument.Time(u);
        return new JsonObject { ["range"] = new JsonObject { [field] = range } };
    }
}
