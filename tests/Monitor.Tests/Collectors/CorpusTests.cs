using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors;

/// <summary>Scores the parsers on recorded real inputs. The floors lie a point below what was reached.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Real_feeds_are_read_as_their_reference_says()
    {
        var (right, all, unread) = (0, 0, 0);
        foreach (var (one, answer) in Cases("feed-real", _ => null))
        {
            var expected = one["expected"]!["entries"]!.AsArray();
            all += expected.Count;
            if (answer["ok"]!.GetValue<bool>() == false)
            {
                unread++;
                output.WriteLine($"{one["id"]}: {answer["error"]}");
                continue;
            }

            var got = answer["items"]!.AsArray();
            var hits = expected.Zip(got, (e, g) => Same(e!, g!)).Count(same => same);
            if (hits < expected.Count) output.WriteLine($"{one["id"]}: {hits}/{expected.Count}, got {got.Count}");
            right += hits;
        }

        output.WriteLine($"feed-real: {right}/{all} entries, {unread} feeds unread");
        Assert.Equal(0, unread);
        Assert.True(right >= 0.95 * all, $"{right} of {all} entries are right");
    }

    [Theory]
    [InlineData("{\"errno\":100,\"errmsg\":\"频繁\"}")]
    [InlineData("{\"ok\":0,\"data\":{\"list\":[]}}")]
    [InlineData("{\"code\":403,\"message\":\"login\"}")]
    [InlineData("<html><title>Sina Visitor System</title></html>")]
    public void An_answer_that_says_no_is_never_an_empty_list(string body)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, body);
        var answer = JsonNode.Parse(TryParser.Answer(JsonSerializer.Serialize(new { id = "x", kind = "json-list", file, options = new { items = "data.list" } }), null, TimeProvider.System.GetUtcNow()))!;
        File.Delete(file);
        Assert.False(answer["ok"]!.GetValue<bool>());
        Assert.Contains(answer["error"]!["kind"]!.GetValue<string>(), new[] { "api-error", "blocked" });
    }

    /// <summary>Where the reference could not read a date (it has only date_raw), ours is not compared.</summary>
    private static bool Same(JsonNode expected, JsonNode got) =>
        Text(expected["title"]) == Text(got["title"]) && Text(expected["link"]) == Text(got["link"])
        && (Moment(expected["date"]) is not { } date || date == (Moment(got["published"]) ?? Moment(got["updated"])));

    private static string Text(JsonNode? node) => string.Concat((node?.GetValue<string>() ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    private static DateTimeOffset? Moment(JsonNode? node) => DateTimeOffset.TryParse(node?.GetValue<string>(), out var at) ? at : null;

    private static IEnumerable<(JsonNode Case, JsonNode Answer)> Cases(string kind, Func<JsonNode, object?> options)
    {
        var index = Shared.Path("corpus", "index.jsonl");
        Assert.SkipWhen(index is null, "the research corpus (../shared or MONITOR_SHARED) is not here");
        foreach (var line in File.ReadLines(index!))
        {
            var one = JsonNode.Parse(line)!;
            if (one["kind"]!.GetValue<string>() != kind) continue;
            var request = JsonSerializer.Serialize(new { id = one["id"]!.GetValue<string>(), kind = "feed", file = one["file"]!.GetValue<string>(), options = options(one) });
            yield return (one, JsonNode.Parse(TryParser.Answer(request, Shared.Path("corpus"), TimeProvider.System.GetUtcNow()))!);
        }
    }
}
