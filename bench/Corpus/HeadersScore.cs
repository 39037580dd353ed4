using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;

namespace Monitor.Bench.Corpus;

/// <summary>Security headers judged as MDN's HTTP Observatory judged the same answers.</summary>
internal static class HeadersScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var (pass, result) = (new Tally(), new Tally());
        foreach (var one in corpus.Of("http-headers"))
        {
            var request = JsonSerializer.Serialize(new { id = (string?)one["id"], kind = "headers", rule = (string?)one["rule"], input = one["input"] });
            var answer = JsonNode.Parse(TryParser.Answer(request, null, CorpusCases.Now))!;
            var got = Compared.IsOk(answer) ? answer["fields"]!["findings"]!.AsArray().SingleOrDefault() : null;
            var expected = one["expected"]!;
            string Miss() => $"{one["id"]}: expected {expected.ToJsonString()}, got {got?["result"]} {got?["pass"]} [{got?["detail"]}] {answer["error"]?.ToJsonString()}";
            pass.Add(JsonNode.DeepEquals(got?["pass"], expected["pass"]), Miss);
            result.Add((string?)got?["result"] == (string?)expected["result"], Miss);
        }

        yield return pass.As("http-headers: pass or fail", 0.98, "-");
        yield return result.As("http-headers: result by name", null, "-");
    }
}
