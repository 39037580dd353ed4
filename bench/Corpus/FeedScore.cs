using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monitor.Bench.Corpus;

/// <summary>
/// Assertions of two public feed suites; a case holds when all its assertions do. What is asserted of things a post has no use for
/// (itunes, geo, language of each text) is not answered and counts as wrong outside the core.
/// </summary>
internal static partial class FeedScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var (core, rest, other, models) = (new Tally(), new Tally(), new Tally(), new Tally());
        foreach (var one in corpus.Of("feed"))
        {
            var answer = corpus.Try(one, "feed", contentType: ContentType(corpus, one));
            if (one["expected"]!["gofeed"] is JsonObject model)
            {
                if (Titles(model, answer) is { } same) models.Add(same, () => $"{one["id"]}: expected {model.ToJsonString()}\n   got {answer.ToJsonString()}");
                continue;
            }

            if (one["expected"]!["assert"] is not JsonArray asserted) continue;
            var failed = asserted.FirstOrDefault(a => !Holds(a!, answer));
            var section = Compared.Text(one["section"]);
            var tally = (bool?)one["core"] != true ? other : section is "wellformed/sanitize" or "wellformed/base" ? rest : core;
            tally.Add(failed is null, () => $"{one["id"]}: {failed!.ToJsonString()}\n   got {answer.ToJsonString()}");
        }

        yield return core.As("feed: core of feedparser's suite", 0.95, "feedparser .97, .NET readers .03-.15");
        yield return rest.As("feed: core, sanitize and base", null, "-", "markup is left as written; posts carry plain text");
        yield return other.As("feed: outside the core", null, "-");
        yield return models.As("feed: gofeed's models, items by title and link", null, "-");
    }

    /// <summary>The suite's files carry the headers they come with in a comment.</summary>
    private static string? ContentType(CorpusCases corpus, JsonNode one)
    {
        using var reader = new StreamReader(corpus.FileOf(one), System.Text.Encoding.Latin1);
        var head = new char[2000];
        return Header().Match(new string(head, 0, reader.ReadBlock(head))) is { Success: true } m ? m.Groups[1].Value.Trim() : null;
    }

    private static bool Holds(JsonNode assertion, JsonNode answer)
    {
        var got = At(Compared.Text(assertion["path"]), answer);
        return Compared.Text(assertion["op"]) switch
        {
            "truthy" => got is true,
            "falsy" => got is false,
            "eq" => Same(assertion["value"], got as string),
            _ => false,
        };
    }

    private static bool Same(JsonNode? wanted, string? got)
    {
        if (wanted is JsonArray parts && parts.Count == 9)
        {
            var n = parts.Select(p => (int)p!).ToArray();
            return Compared.Moment(got) == new DateTimeOffset(n[0], n[1], n[2], n[3], n[4], n[5], TimeSpan.Zero);
        }

        var text = Compared.Text(wanted);
        return text == (got ?? "") || text.Equals(got, StringComparison.OrdinalIgnoreCase) && text.Length < 12
            || (DateText().IsMatch(text) && Compared.Moment(text) is { } at && at == Compared.Moment(got));
    }

    private static object? At(string path, JsonNode answer)
    {
        var fields = answer["fields"];
        if (path == "bozo") return !Compared.IsOk(answer) || (string?)fields?["wellFormed"] == "false";
        if (!Compared.IsOk(answer)) return null;
        if (path is "version" or "encoding") return (string?)fields![path];
        if (path.StartsWith("feed.", StringComparison.Ordinal)) return Feed(path[5..].Replace("_parsed", "", StringComparison.Ordinal), fields!);
        var m = EntryPath().Match(path);
        if (!m.Success || int.Parse(m.Groups[1].Value) is var i && i >= answer["items"]!.AsArray().Count) return null;
        return Entry(m.Groups[2].Value.Replace("_parsed", "", StringComparison.Ordinal), answer["items"]![i]!);
    }

    private static string? Feed(string name, JsonNode fields) => (string?)fields[name switch
    {
        "description" or "tagline" or "info" => "subtitle",
        "copyright" => "rights",
        _ => name,
    }];

    private static string? Entry(string name, JsonNode item) => name switch
    {
        "guid" => (string?)item["id"],
        "description" or "summary" => (string?)(item["summary"] ?? item["content"]),
        "content[0].value" => (string?)(item["content"] ?? item["summary"]),
        _ when ListPath().Match(name) is { Success: true } m => Element(item, m),
        _ => item[name] is JsonValue value ? value.ToString() : null,
    };

    private static string? Element(JsonNode item, Match m)
    {
        var (list, index, key) = (m.Groups[1].Value, int.Parse(m.Groups[2].Value), m.Groups[3].Value);
        var array = item[list == "tags" ? "categories" : list] as JsonArray;
        if (array is null || index >= array.Count) return null;
        return array[index] is JsonValue text ? text.ToString() : array[index]![key]?.ToString();
    }

    /// <summary>Null when the model says nothing we answer.</summary>
    private static bool? Titles(JsonObject model, JsonNode answer)
    {
        if ((model["items"] ?? model["entries"]) is not JsonArray items) return null;
        if (!Compared.IsOk(answer)) return false;
        var got = answer["items"]!.AsArray();
        if (model["title"] is { } title && Compared.Bare(title) != Compared.Bare(answer["fields"]!["title"])) return false;
        var told = items.Where(i => i!["title"] is not null || i["link"] is not null).ToList();
        return told.All(i => got.Any(g => (i!["title"] is null || Compared.Bare(i["title"]) == Compared.Bare(g!["title"]))
            && (i["link"] is null || Compared.Bare(i["link"]) == Compared.Bare(g!["link"]))));
    }

    [GeneratedRegex("^\\s*Header:\\s+Content-type:(.*)$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex("^entries\\[(\\d+)\\]\\.(.+)$")]
    private static partial Regex EntryPath();

    [GeneratedRegex("^(\\w+)\\[(\\d+)\\]\\.(\\w+)$")]
    private static partial Regex ListPath();

    [GeneratedRegex("\\d{4}")]
    private static partial Regex DateText();
}
