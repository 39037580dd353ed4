using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Corpus;

/// <summary>Recorded hot lists of three sites, each read by a mapping as an operator would write it; refusals must be told.</summary>
internal static class HotlistScore
{
    private static readonly Dictionary<string, object> Mappings = new()
    {
        ["v2ex-api"] = new { fields = new { title = "title", url = "url", author = "member.username", published = "created", replies = "replies", text = "content" } },
        ["zhihu-api"] = new
        {
            items = "data",
            fields = new { title = "target.title_area.text || target.title", url = "target.link.url || target.url", heat = "target.metrics_area.text || detail_text" },
        },
        ["weibo-api"] = new
        {
            items = "data.cards[*].card_group",
            okPath = "ok",
            skipIf = "display_arrow",
            fields = new { title = "desc", url = "scheme", heat = "desc_extr" },
        },
    };

    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var tally = new Tally();
        foreach (var one in corpus.Of("hotlist"))
        {
            var answer = corpus.Try(one, "json-list", Mappings[Compared.Text(one["source"])]);
            var right = one["expected"]!["error"] is null ? Same(one["expected"]!["items"]!.AsArray(), answer) : Compared.IsRefusal(answer);
            tally.Add(right, () => $"{one["id"]}: expected {one["expected"]!["count"]}, got {answer["items"]?.AsArray().Count} {answer["error"]?.ToJsonString()}");
        }

        yield return tally.As("hotlist", 1, "-");
    }

    private static bool Same(JsonArray expected, JsonNode answer) =>
        Compared.IsOk(answer) && answer["items"]!.AsArray() is { } got && got.Count == expected.Count && expected.Zip(got).All(p => Same(p.First!, p.Second!));

    private static bool Same(JsonNode expected, JsonNode got) =>
        Compared.Bare(expected["title"]) == Compared.Bare(got["title"])
        && Compared.Text(expected["url"]) == Compared.Text(got["url"])
        && Compared.Text(expected["author"]) == Compared.Text(got["author"])
        && Compared.Text(expected["replies"]) == Compared.Text(got["replies"])
        && Heat(expected["heat"]) == Heat(got["heat"])
        && (expected["created"] is not { } created || DateTimeOffset.FromUnixTimeSeconds((long)created) == Compared.Moment(got["published"]));

    private static decimal? Heat(JsonNode? node)
    {
        var digits = string.Concat(Compared.Text(node).Where(c => char.IsAsciiDigit(c) || c == '.'));
        if (digits.Length == 0) return null;
        return decimal.Parse(digits, CultureInfo.InvariantCulture) * (Compared.Text(node).Contains('万', StringComparison.Ordinal) ? 10_000 : 1);
    }
}
