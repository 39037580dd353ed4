using System.Text.Json.Nodes;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Corpus;

public sealed class RobotsTests(ITestOutputHelper output)
{
    [Fact]
    public void Robots_files_decide_as_published_tables_and_other_parsers_do()
    {
        int right = 0, all = 0, falseAllows = 0, table = 0, tableRight = 0;
        foreach (var one in Recorded.Cases("robots"))
        {
            var isTable = one["robots_txt"] is not null;
            var text = isTable ? Recorded.Text(one["robots_txt"]) : Charset.Decode(File.ReadAllBytes(Recorded.FileOf(one))).Text;
            foreach (var decision in isTable ? [one] : one["expected"]!["decisions"]!.AsArray())
            {
                var expected = (decision!["expected"] ?? decision)["allowed"]!.GetValue<bool>();
                var (agent, url) = (Recorded.Text(decision["agent"]), Recorded.Text(decision["url"]));
                // The reference applies rules to robots.txt itself; RFC 9309, 2.2.2 allows it implicitly.
                if (new Uri(url).AbsolutePath == "/robots.txt") continue;
                var got = RobotsRules.Parse(text, agent).Allows(url);
                var hit = got == expected ? 1 : 0;
                if (isTable) (table, tableRight) = (table + 1, tableRight + hit);
                else (all, right) = (all + 1, right + hit);
                if (hit == 1) continue;
                if (got) falseAllows++;
                output.WriteLine($"{one["id"]}: {agent} {url}: expected {expected}");
            }
        }

        output.WriteLine($"robots: table {tableRight}/{table}, real {right}/{all}, {falseAllows} false allows");
        Assert.Equal(table, tableRight);
        Assert.True(right >= 0.999 * all, $"{right} of {all}");
        Assert.True(falseAllows <= 5, $"{falseAllows} false allows");
    }
}
