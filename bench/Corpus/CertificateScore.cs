using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Corpus;

/// <summary>Certificates of real servers: every field, and the defects named, no more and no fewer.</summary>
internal static class CertificateScore
{
    private static readonly string[] Times = ["not_before", "not_after"];

    private static readonly string[] Others = ["defects", "peer_name", "validation_time"];

    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var (fields, defects) = (new Tally(), new Tally());
        foreach (var one in corpus.Of("tls"))
        {
            var expected = one["expected"]!.AsObject();
            var answer = corpus.Try(one, "certificate", new
            {
                host = (string?)(expected["peer_name"] ?? one["host_hint"]),
                at = expected["validation_time"] is { } told ? (string?)told : Inside(expected).ToString("O"),
                roots = (string?)one["files"]?[0],
            });
            var got = Compared.IsOk(answer) ? answer["fields"]!.AsObject() : [];
            foreach (var (name, value) in expected.Where(f => !Others.Contains(f.Key)))
                fields.Add(Times.Contains(name) ? Compared.Moment(got[name]) == Gmt(value) : Compared.Text(got[name]) == Compared.Text(value),
                    () => $"{one["id"]}: {name}: expected {value}, got {got[name]} {answer["error"]?.ToJsonString()}");
            var (wanted, named) = (Set(expected["defects"]), Set(got["defects"]));
            defects.Add(wanted.SetEquals(named), () => $"{one["id"]}: expected [{string.Join(", ", wanted)}], got [{string.Join(", ", named)}] {got["findings"]?.ToJsonString()}");
        }

        yield return fields.As("tls: fields", 1, "-");
        yield return defects.As("tls: defects", 1, "-");
    }

    /// <summary>All are past their end by now; the others' defects are to be seen from within their time.</summary>
    private static DateTimeOffset Inside(JsonObject expected) => Set(expected["defects"]).Contains("expired") ? CorpusCases.Now : Gmt(expected["not_before"])!.Value.AddDays(1);

    private static HashSet<string> Set(JsonNode? list) => [.. (list as JsonArray ?? []).Select(Compared.Text)];

    private static DateTimeOffset? Gmt(JsonNode? node) =>
        DateTimeOffset.ParseExact(Compared.Text(node), "MMM d HH:mm:ss yyyy 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite);
}
