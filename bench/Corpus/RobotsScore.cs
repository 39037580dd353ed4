using System.Text.Json.Nodes;
using Monitor.Collectors.Fetching;

namespace Monitor.Bench.Corpus;

internal static class RobotsScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var (table, real, forbidden) = (new Tally(), new Tally(), new Tally());
        foreach (var one in corpus.Of("robots"))
        {
            var text = (string?)one["robots_txt"] ?? Charset.Decode(File.ReadAllBytes(corpus.FileOf(one))).Text;
            foreach (var decision in one["robots_txt"] is not null ? [one] : one["expected"]!["decisions"]!.AsArray())
            {
                var expected = (bool)(decision!["expected"] ?? decision)["allowed"]!;
                var (agent, url) = (Compared.Text(decision["agent"]), Compared.Text(decision["url"]));
                // The reference applies rules to robots.txt itself; RFC 9309, 2.2.2 allows it implicitly.
                if (new Uri(url).AbsolutePath == "/robots.txt") continue;
                var got = RobotsRules.Parse(text, agent).Allows(url);
                string Miss() => $"{one["id"]}: {agent} {url}: expected {expected}";
                if (!expected) forbidden.Add(!got, Miss);
                (one["robots_txt"] is null ? real : table).Add(got == expected, Miss);
            }
        }

        yield return table.As("robots: published table", 1, "Protego .957");
        yield return real.As("robots: real files", 0.999, "Protego .9956");
        yield return forbidden.As("robots: forbidden stays forbidden", null, "Protego 37 missed", $"{forbidden.As("", null, "").Misses.Count} missed (aim <= 5)");
    }
}
