using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Corpus;

/// <summary>
/// Phrases from hacked pages, and ordinary titles. The rules were designed on the lines whose SHA-256 begins with an even byte; the other half
/// was seen by nobody then, and is what tells how they will do.
/// </summary>
internal static class DefaceScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        foreach (var (kind, row, wanted, aim) in new[] { ("spam-phrase", "deface: spam found", true, 0.9), ("normal-phrase", "deface: normal left alone", false, 0.995) })
        {
            var (designed, unseen) = (new Tally(), new Tally());
            foreach (var one in corpus.Of(kind))
                foreach (var item in corpus.Try(one, kind)["items"]!.AsArray())
                {
                    var text = (string)item!["text"]!;
                    (IsEven(text) ? designed : unseen).Add((bool)item["spam"]! == wanted, () => $"{text} {((JsonArray)item["reasons"]!).ToJsonString()}");
                }

            yield return designed.As(row, aim, "-", "the half it was designed on");
            yield return unseen.As(row + ", unseen half", aim, "-");
        }
    }

    public static bool IsEven(string line) => SHA256.HashData(Encoding.UTF8.GetBytes(line))[0] % 2 == 0;
}
