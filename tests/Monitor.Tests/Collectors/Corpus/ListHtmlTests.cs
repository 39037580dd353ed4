using System.Text.Json.Nodes;
using Xunit;

namespace Monitor.Tests.Collectors.Corpus;

/// <summary>Recorded list pages, each read by selectors as an operator would write them; walls must be told.</summary>
public sealed class ListHtmlTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, object> Selectors = new()
    {
        ["gne-lists"] = new { rows = "div.data_row h3 > a", fields = new { title = ".", url = "@href" } },
        ["smth-board"] = new { rows = "td.title_9 > a", fields = new { title = ".", url = "@href" } },
        ["smth-thread"] = new { rows = ".a-wrap", fields = new { title = "", url = (string?)null, author = ".a-u-name", text = "td.a-content" } },
        ["weibo-hot-html"] = new { rows = "section.list ul.list_a > li > a", fields = new { title = "span@own-text", url = "@href", rank = "strong.hot", heat = "span em" } },
    };

    [Fact]
    public void List_pages_are_read_in_full_and_walls_are_told()
    {
        var (right, all) = (0, 0);
        foreach (var one in Recorded.Cases("list-html"))
        {
            all++;
            var options = Selectors.GetValueOrDefault(Recorded.Text(one["id"])) ?? Selectors[Recorded.Text(one["source"])];
            var answer = Recorded.Try(one, "page", options);
            var expected = one["expected"]!;
            var same = expected["blocked"] is not null ? Recorded.IsRefusal(answer) : Same((expected["items"] ?? expected["posts"])!.AsArray(), answer, one["base_url"]);
            if (same) right++;
            else output.WriteLine($"{one["id"]}: expected {expected["count"]}, got {answer["items"]?.AsArray().Count} {answer["error"]?.ToJsonString()}");
        }

        output.WriteLine($"list-html: {right}/{all}");
        Assert.Equal(all, right);
    }

    private bool Same(JsonArray expected, JsonNode answer, JsonNode? baseUrl)
    {
        if (!Recorded.IsOk(answer) || answer["items"]!.AsArray() is not { } got || got.Count != expected.Count) return false;
        var wrong = expected.Zip(got).FirstOrDefault(p => !Same(p.First!, p.Second!, baseUrl));
        if (wrong.First is not null) output.WriteLine($"   expected {wrong.First.ToJsonString()}\n   got {wrong.Second!.ToJsonString()}");
        return wrong.First is null;
    }

    private static bool Same(JsonNode expected, JsonNode got, JsonNode? baseUrl) =>
        Recorded.Bare(expected["title"]) == Recorded.Bare(got["title"])
        && (expected["href"] is not { } href || new Uri(new Uri(Recorded.Text(baseUrl)), Recorded.Text(href)).AbsoluteUri == Recorded.Text(got["url"]))
        // An advertisement shows a dot where others show their rank.
        && Recorded.Text(expected["rank"]).Replace("•", "", StringComparison.Ordinal) == Recorded.Text(got["rank"])
        && Recorded.Text(expected["heat"]) == Recorded.Text(got["heat"])
        && Recorded.Text(expected["author"]) == Recorded.Text(got["author"])
        && Recorded.Bare(expected["text"]) == Recorded.Bare(got["text"]);
}
