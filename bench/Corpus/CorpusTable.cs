namespace Monitor.Bench.Corpus;

/// <summary>THE list of scorers, and the table they print.</summary>
internal static class CorpusTable
{
    private static readonly (string Kind, Func<CorpusCases, IEnumerable<Score>> Of)[] Scorers =
    [
        ("feed", FeedScore.Of),
        ("feed-real", FeedRealScore.Of),
        ("article", ArticleScore.Of),
        ("charset", CharsetScore.Of),
        ("robots", RobotsScore.Of),
        ("hotlist", HotlistScore.Of),
        ("list-html", ListScore.Of),
        ("sitemap", SitemapScore.Of),
        ("url", UrlScore.Of),
        ("http-headers", HeadersScore.Of),
        ("tls", CertificateScore.Of),
        ("deface", DefaceScore.Of),
    ];

    public static IEnumerable<Score> Scores(CorpusCases corpus, string? only = null) =>
        Scorers.Where(s => only is null || s.Kind == only).SelectMany(s => s.Of(corpus));

    /// <param name="folder">The corpus; null = beside the checkout or in MONITOR_SHARED.</param>
    /// <param name="only">One kind, with every miss printed; null = the whole table with speeds.</param>
    public static int Print(string? folder, string? only)
    {
        if ((folder ?? CorpusFolder.Find()) is not { } at || !File.Exists(Path.Combine(at, "index.jsonl")))
        {
            Console.Error.WriteLine("no corpus: expected ../shared/corpus/index.jsonl beside the checkout, or MONITOR_SHARED");
            return 2;
        }

        var corpus = new CorpusCases(at);
        Console.WriteLine("| row | cases | score | aim | best peer | note |\n|---|---|---|---|---|---|");
        foreach (var score in Scores(corpus, only))
        {
            Console.WriteLine($"| {score.Row} | {score.Cases} | {score.Value:0.0000} | {score.Aim?.ToString("0.000") ?? "-"} | {score.Peer} | {score.Note} |");
            if (only is not null) Console.WriteLine(string.Join('\n', score.Misses.Select(m => "    " + m)));
        }

        if (only is not null) return 0;
        CorpusSpeeds.Print(corpus);
        return 0;
    }
}
