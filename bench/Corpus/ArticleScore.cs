using System.Text.Json.Nodes;

namespace Monitor.Bench.Corpus;

/// <summary>News pages read without a definition: body as F1 over runs of four tokens, title, publish time to the minute.</summary>
internal static class ArticleScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus) =>
    [
        .. Rows(corpus, "article-zh", 0.985, "readability .982", "GNE .88", "GNE ~.94"),
        .. Rows(corpus, "article-intl", 0.96, "SmartReader .956", "SmartReader .945", "-"),
    ];

    private static IEnumerable<Score> Rows(CorpusCases corpus, string kind, double aim, string body, string title, string time)
    {
        var (bodies, titles, headlines, times, authors) = (new Tally(), new Tally(), new Tally(), new Tally(), new Tally());
        foreach (var one in corpus.Of(kind))
        {
            var fields = corpus.Try(one, "article")["fields"] ?? new JsonObject();
            var expected = one["expected"]!;
            var id = one["id"];
            if (Body(corpus, expected, Compared.Text(fields["body"])) is { } share)
                bodies.Add(share, () => $"{share:0.000} {id}");
            if (expected["title"] is { } wanted)
            {
                var right = Compared.Bare(wanted) == Compared.Bare(fields["title"]);
                titles.Add(right, () => $"{id}: expected {wanted}, got {fields["title"]}");
                headlines.Add(right || LabelNames.Add(corpus, one, Compared.Text(wanted), Compared.Text(fields["title"])), () => $"{id}: expected {wanted}, got {fields["title"]}");
            }

            if (expected["publish_time"] is { } at)
                times.Add(Time(expected, fields), () => $"{id}: expected {at} {expected["publish_time_alt"]}, got {fields["published"]} {fields["published_precision"]}");
            if (expected["author"] is { } author)
                authors.Add(Author(author, fields["author"]), () => $"{id}: expected {author.ToJsonString()}, got {fields["author"]}");
        }

        yield return bodies.As(kind + ": body", aim, body);
        yield return titles.As(kind + ": title", 0.95, title);
        yield return headlines.As(kind + ": title, names in labels aside", null, "-", "right too: a heading of the page to which the label adds a name behind a separator");
        yield return times.As(kind + ": time", 0.95, time);
        yield return authors.As(kind + ": author", null, "-");
    }

    private static double? Body(CorpusCases corpus, JsonNode expected, string got)
    {
        if ((string?)expected["body_file"] is { } file)
        {
            var want = corpus.ReadText(file);
            return (bool?)expected["body_partial"] == true ? Grams.Recall(want, got) : Grams.F1(want, got);
        }

        if (expected["body_with"] is not JsonArray with) return null;
        var without = expected["body_without"]!.AsArray();
        var text = Compared.Bare(got);
        return (with.Count(w => text.Contains(Compared.Bare(w), StringComparison.Ordinal)) + without.Count(w => !text.Contains(Compared.Bare(w), StringComparison.Ordinal)))
            / (double)(with.Count + without.Count);
    }

    private static bool Time(JsonNode expected, JsonNode fields)
    {
        if (Compared.Moment(fields["published"]) is not { } got) return false;
        var byDay = Compared.Text(expected["publish_time_precision"]) == "day" || Compared.Text(expected["publish_time"]).Length == 10;
        return Alternatives(expected).Any(text =>
        {
            // A time without zone is what the clock on the page shows.
            var zoned = text.EndsWith('Z') || (text.Length > 19 && text[10..].IndexOfAny(['+', '-']) >= 0);
            var at = Compared.Moment(text) ?? default;
            if (byDay) return text[..10] == Compared.Text(fields["published"])[..10];
            return zoned ? Math.Abs((at - got).TotalSeconds) < 60 && at.ToUnixTimeSeconds() / 60 == got.ToUnixTimeSeconds() / 60 : text[..16].Replace(' ', 'T') == Compared.Text(fields["published"])[..16];
        });
    }

    private static IEnumerable<string> Alternatives(JsonNode expected)
    {
        yield return Compared.Text(expected["publish_time"]);
        if (expected["publish_time_alt"] is JsonArray more)
        {
            foreach (var one in more) yield return Compared.Text(one);
        }
        else if (expected["publish_time_alt"] is { } alternative)
        {
            yield return Compared.Text(alternative);
        }
    }

    private static bool Author(JsonNode expected, JsonNode? got)
    {
        var names = expected is JsonArray several ? several.Select(n => Compared.Bare(n)) : [Compared.Bare(expected)];
        var text = Compared.Bare(got);
        return names.All(n => text.Contains(n, StringComparison.OrdinalIgnoreCase));
    }
}
