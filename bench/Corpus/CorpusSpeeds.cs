using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;

namespace Monitor.Bench.Corpus;

/// <summary>Speeds on one thread, reading the recorded files included.</summary>
internal static class CorpusSpeeds
{
    private const int Rounds = 3;

    public static void Print(CorpusCases corpus)
    {
        Console.WriteLine("\n| speed, one thread, median of 3 rounds | figure | aim |\n|---|---|---|");
        var feeds = corpus.Of("feed-real").ToList();
        Line("real feeds", $"{feeds.Count / Median(() => All(corpus, feeds, "feed", _ => null)):0}/s", ">= 150/s");
        var articles = corpus.Of("article-zh").Concat(corpus.Of("article-intl")).ToList();
        Line("articles", $"{articles.Count / Median(() => All(corpus, articles, "article", _ => null)):0}/s", ">= 20/s");
        var lists = corpus.Of("list-html").ToList();
        var bytes = lists.Sum(l => Size(corpus.FileOf(l)));
        Line("list pages", $"{bytes / 1e6 / Median(() => All(corpus, lists, "page", ListScore.OptionsOf)):0.0} MB/s", ">= 10 MB/s");
    }

    private static void Line(string what, string figure, string aim) => Console.WriteLine($"| {what} | {figure} | {aim} |");

    private static void All(CorpusCases corpus, IEnumerable<JsonNode> cases, string kind, Func<JsonNode, object?> options)
    {
        foreach (var one in cases)
        {
            var request = JsonSerializer.Serialize(new { id = "", kind, file = corpus.FileOf(one), url = (string?)(one["base_url"] ?? one["url"]), options = options(one) });
            TryParser.Answer(request, null, CorpusCases.Now);
        }
    }

    private static double Median(Action work)
    {
        work();
        var seconds = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            work();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        return seconds[Rounds / 2];
    }

    private static long Size(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.Length;
    }
}
