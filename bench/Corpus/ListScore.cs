using System.Text.Json.Nodes;

namespace Monitor.Bench.Corpus;

/// <summary>Recorded list pages, each read by selectors as an operator would write them; walls must be told.</summary>
internal static class ListScore
{
    private static readonly Dictionary<string, object> Selectors = new()
    {
        ["gne-lists"] = new { rows = "div.data_row h3 > a", fields = new { title = ".", url = "@href" } },
        ["smth-board"] = new { rows = "td.title_9 > a", fields = new { title = ".", url = "@href" } },
        ["smth-thread"] = new { rows = ".a-wrap", fields = new { title = "", url = (string?)null, author = ".a-u-name", text = "td.a-content" } },
        ["weibo-hot-html"] = new { rows = "section.list ul.list_a > li > a", fields = new { title = "span@own-text", url = "@href", rank = "strong.hot", heat = "span em" } },
    };

    public static object OptionsOf(JsonNode one) => Selectors.GetValueOrDefault(Compared.Text(one["id"])) ?? Selectors[Compared.Text(one["source"])];

    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var tally = new Tally();
        foreach (var one in corpus.Of("list-html"))
        {
            var answer = corpus.Try(one, "page", OptionsOf(one));
            var expected = one["expected"]!;
            var right = expected["blocked"] is not null ? Compared.IsRefusal(answer) : Same((expected["items"] ?? expected["posts"])!.AsArray(), answer, one["base_url"]);
            tally.Add(right, () => $"{one["id"]}: expected {expected["count"]}, got {answer["items"]?.AsArray().Count} {answer["error"]?.ToJsonString()}");
        }

        yield return tally.As("list-html", 1, "-");
    }

    private static bool Same(JsonArray expected, JsonNode answer, JsonNode? baseUrl) =>
        Compared.IsOk(answer) && answer["items"]!.AsArray() is { } got && got.Count == expected.Count && expected.Zip(got).All(p => Same(p.First!, p.Second!, baseUrl));

    private static bool Same(JsonNode expected, JsonNode got, JsonNode? baseUrl) =>
        Compared.Bare(expected["title"]) == Compared.Bare(got["title"])
        && (expected["href"] is not { } href || new Uri(new Uri(Compared.Text(baseUrl)), Compared.Text(href)).AbsoluteUri == Compared.Text(got["url"]))
        // An advertisement shows a dot where others show their rank.
        && Compared.Text(expected["rank"]).Replace("•", "", StringComparison.Ordinal) == Compared.Text(got["rank"])
        && Compared.Text(expected["heat"]) == Compared.Text(got["heat"])
        && Compared.Text(expected["author"]) == Compared.Text(got["author"])
        && Compared.Bare(expected["text"]) == Compared.Bare(got["text"]);
}
