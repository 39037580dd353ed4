namespace Monitor.Bench.Corpus;

internal static class SitemapScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var tally = new Tally();
        foreach (var one in corpus.Of("sitemap"))
        {
            var answer = corpus.Try(one, "sitemap");
            var found = answer["items"]?.AsArray().Count ?? 0;
            // No address expected means the file is no sitemap: said so, or read as one without entries.
            tally.Add(found == (int)one["expected"]!["loc_count"]!, () => $"{one["id"]}: expected {one["expected"]!["loc_count"]}, got {found} {answer["error"]?.ToJsonString()}");
        }

        yield return tally.As("sitemap", 1, "-");
    }
}
