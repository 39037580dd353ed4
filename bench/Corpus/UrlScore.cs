using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;
using Monitor.Collectors.Urls;

namespace Monitor.Bench.Corpus;

/// <summary>Addresses resolved as browsers do, spelt in one way, and cut to the registrable domain.</summary>
internal static class UrlScore
{
    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        // The list the expectations were written for; the program reads the machine's.
        var suffixes = new PublicSuffixes(corpus.ReadText("url/publicsuffix/public_suffix_list.dat").Split('\n'));
        var (resolve, normal, domain) = (new Tally(), new Tally(), new Tally());
        foreach (var one in corpus.Of("url-resolve"))
        {
            var answer = Try(one, one["base"]);
            var got = Compared.IsOk(answer) ? (string?)answer["fields"]!["href"] : null;
            resolve.Add(got == (string?)one["expected"]!["href"], () => $"{one["id"]}: {one["input"]!.ToJsonString()} on {one["base"]}: expected {one["expected"]!["href"]}, got {got}");
        }

        foreach (var one in corpus.Of("url-normalise"))
        {
            var answer = Try(one, null);
            var got = Compared.IsOk(answer) ? (string?)answer["fields"]!["normalized"] : null;
            normal.Add(got == (string?)one["expected"], () => $"{one["id"]}: {one["input"]!.ToJsonString()}: expected {one["expected"]}, got {got}");
        }

        foreach (var one in corpus.Of("registrable-domain"))
        {
            var got = suffixes.RegistrableOf((string)one["input"]!);
            domain.Add(got == (string?)one["expected"], () => $"{one["id"]}: {one["input"]}: expected {one["expected"]}, got {got}");
        }

        yield return resolve.As("url: resolved", 1, "-");
        yield return normal.As("url: normalised", 1, "-");
        yield return domain.As("url: registrable domain", 1, "-");
    }

    private static JsonNode Try(JsonNode one, JsonNode? onto)
    {
        var request = JsonSerializer.Serialize(new { id = (string?)one["id"], kind = "url", url = (string?)one["input"], options = onto is null ? null : new { @base = (string?)onto } });
        return JsonNode.Parse(TryParser.Answer(request, null, CorpusCases.Now))!;
    }
}
