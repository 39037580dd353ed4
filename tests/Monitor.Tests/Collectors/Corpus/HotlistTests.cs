using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace Monitor.Tests.Collectors.Corpus;

/// <summary>Recorded hot lists of three sites, each read by a mapping as an operator would write it.</summary>
public sealed class HotlistTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, object> Mappings = new()
    {
        ["v2ex-api"] = new { fields = new { title = "title", url = "url", author = "member.username", published = "created", replies = "replies", text = "content" } },
        ["zhihu-api"] = new
        {
            items = "data",
            fields = new { title = "target.title_area.text || target.title", url = "target.link.url || target.url", heat = "target.metrics_area.text || detail_text" },
        },
        ["weibo-api"] = new
        {
            items = "data.cards[*].card_group",
            okPath = "ok",
            skipIf = "display_arrow",
            fields = new { title = "desc", url = "scheme", heat = "desc_extr" },
        },
    };

    [Fact]
    public void Hot_lists_are_read_in_full_and_refusals_are_told()
    {
        var (right, all) = (0, 0);
        foreach (var one in Recorded.Cases("hotlist"))
        {
            all++;
            var answer = Recorded.Try(one, "json-list", Mappings[Recorded.Text(one["source"])]);
            var same = one["expected"]!["error"] is null ? Same(one["expected"]!["items"]!.AsArray(), answer) : Recorded.IsRefusal(answer);
            if (same) right++;
            else output.WriteLine($"{one["id"]}: expected {one["expected"]!["count"]}, got {answer["items"]?.AsArray().Count} {answer["error"]?.ToJsonString()}");
        }

        output.WriteLine($"hotlist: {right}/{all}");
        Assert.Equal(all, right);
    }

    private bool Same(JsonArray expected, JsonNode answer)
    {
        if (!Recorded.IsOk(answer) || answer["items"]!.AsArray() is not { } got || got.Count != expected.Count) return false;
        var wrong = expected.Zip(got).FirstOrDefault(p => !Same(p.First!, p.Second!));
        if (wrong.First is not null) output.WriteLine($"   expected {wrong.First.ToJsonString()}\n   got {wrong.Second!.ToJsonString()}");
        return wrong.First is null;
    }

    private static bool Same(JsonNode expected, JsonNode got) =>
        Recorded.Bare(expected["title"]) == Recorded.Bare(got["title"])
        && Recorded.Text(expected["url"]) == Recorded.Text(got["url"])
        && Recorded.Text(expected["author"]) == Recorded.Text(got["author"])
        && Recorded.Text(expected["replies"]) == Recorded.Text(got["replies"])
        && Heat(expected["heat"]) == Heat(got["heat"])
        && (expected["created"] is not { } created || DateTimeOffset.FromUnixTimeSeconds(created.GetValue<long>()) == DateTimeOffset.Parse(Recorded.Text(got["published"]), CultureInfo.InvariantCulture));

    private static decimal? Heat(JsonNode? node)
    {
        var digits = string.Concat(Recorded.Text(node).Where(c => char.IsAsciiDigit(c) || c == '.'));
        if (digits.Length == 0) return null;
        return decimal.Parse(digits, CultureInfo.InvariantCulture) * (Recorded.Text(node).Contains('万') ? 10_000 : 1);
    }
}
