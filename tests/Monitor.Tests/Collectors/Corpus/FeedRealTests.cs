using System.Text.Json.Nodes;
using Xunit;

namespace Monitor.Tests.Collectors.Corpus;

/// <summary>Real feeds. The floor lies a little below what was reached.</summary>
public sealed class FeedRealTests(ITestOutputHelper output)
{
    [Fact]
    public void Real_feeds_are_read_as_their_reference_says()
    {
        var (right, all, unread) = (0, 0, 0);
        foreach (var one in Recorded.Cases("feed-real"))
        {
            var answer = Recorded.Try(one, "feed");
            var expected = one["expected"]!["entries"]!.AsArray();
            all += expected.Count;
            if (!Recorded.IsOk(answer))
            {
                unread++;
                output.WriteLine($"{one["id"]}: {answer["error"]}");
                continue;
            }

            var got = answer["items"]!.AsArray();
            var wrong = expected.Zip(got).Where(p => !Same(p.First!, p.Second!)).ToList();
            if (wrong.Count > 0 || got.Count != expected.Count) output.WriteLine($"{one["id"]}: {wrong.Count} of {expected.Count} wrong, got {got.Count}");
            foreach (var (e, g) in wrong.Take(2)) output.WriteLine($"   expected {e!.ToJsonString()}\n   got {g!["title"]} | {g["link"]} | {g["published"]} | {g["updated"]}");
            right += Math.Min(expected.Count, got.Count) - wrong.Count;
        }

        output.WriteLine($"feed-real: {right}/{all} entries, {unread} feeds unread");
        Assert.Equal(0, unread);
        Assert.True(right >= 0.95 * all, $"{right} of {all} entries are right");
    }

    /// <summary>Where the reference could not read a date (it has only date_raw), ours is not compared.</summary>
    private static bool Same(JsonNode expected, JsonNode got) =>
        Recorded.Bare(expected["title"]) == Recorded.Bare(got["title"]) && Recorded.Bare(expected["link"]) == Recorded.Bare(got["link"])
        && (Moment(expected["date"]) is not { } date || date == (Moment(got["published"]) ?? Moment(got["updated"])));

    private static DateTimeOffset? Moment(JsonNode? node) => DateTimeOffset.TryParse(node?.GetValue<string>(), out var at) ? at : null;
}
