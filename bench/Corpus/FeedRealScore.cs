using System.Text.Json.Nodes;

namespace Monitor.Bench.Corpus;

/// <summary>Real feeds: entries whose title, link and date are all right.</summary>
internal static class FeedRealScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var (fair, strict, read) = (new Tally(), new Tally(), new Tally());
        foreach (var one in corpus.Of("feed-real"))
        {
            var answer = corpus.Try(one, "feed");
            var expected = one["expected"]!["entries"]!.AsArray();
            read.Add(Compared.IsOk(answer), () => $"{one["id"]}: {answer["error"]}");
            var got = answer["items"]?.AsArray() ?? [];
            for (var i = 0; i < expected.Count; i++)
            {
                var (e, g) = (expected[i]!, i < got.Count ? got[i]! : new JsonObject());
                string Miss() => $"{one["id"]} {i}: expected {e.ToJsonString()}\n   got {g["title"]} | {g["link"]} | {g["published"]} | {g["updated"]} of {got.Count}/{expected.Count}";
                fair.Add(TitleAndLink(e, g) && Date(e, g), Miss);
                strict.Add(Compared.Bare(e["title"]) == Compared.Bare(g["title"]) && Compared.Bare(e["link"]) == Compared.Bare(g["link"])
                    && Compared.Moment(e["date"]) == (Compared.Moment(g["published"]) ?? Compared.Moment(g["updated"])), Miss);
            }
        }

        yield return read.As("feed-real: feeds parsed", 1, "1.000");
        yield return fair.As("feed-real: entries", 0.995, "feedsmith .983-1.000");
        yield return strict.As("feed-real: entries, to the letter", null, "-", "faults of the reference counted against us");
    }

    /// <summary>The reference does not take a permalink guid for the missing link (RSS 2.0).</summary>
    private static bool TitleAndLink(JsonNode e, JsonNode g) =>
        Compared.Bare(e["title"]) == Compared.Bare(g["title"])
        && (Compared.Bare(e["link"]) == Compared.Bare(g["link"]) || (e["link"] is null && Compared.Text(g["link"]) == Compared.Text(g["id"])));

    /// <summary>It has no date where it could not read one (only date_raw), and reads the year 0001 as 2001.</summary>
    private static bool Date(JsonNode e, JsonNode g) =>
        Compared.Moment(e["date"]) is not { } date || Compared.Text(e["date_raw"]).Contains(" 0001 ", StringComparison.Ordinal)
        || date == (Compared.Moment(g["published"]) ?? Compared.Moment(g["updated"]));
}
