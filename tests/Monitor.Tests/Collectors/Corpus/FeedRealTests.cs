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
        Assert.True(right >= 0.995 * all, $"{right} of {all} entries are right");
    }

    /// <summary>
    /// Three faults of the reference are not held against us: it has no date where it could not read one (only date_raw), it reads the
    /// year 0001 as 2001, and it does not take a permalink guid for the missing link (RSS 2.0).
    /// </summary>
    private static bool Same(JsonNode expected, JsonNode got) =>
        Recorded.Bare(expected["title"]) == Recorded.Bare(got["title"])
        && (Recorded.Bare(expected["link"]) == Recorded.Bare(got["link"]) || (expected["link"] is null && Recorded.Text(got["link"]) == Recorded.Text(got["id"])))
        && (Moment(expected["date"]) is not { } date || Recorded.Text(expected["date_raw"]).Contains(" 0001 ", StringComparison.Ordinal)
            || date == (Moment(got["published"]) ?? Moment(got["updated"])));

    private static DateTimeOffset? Moment(JsonNode? node) => DateTimeOffset.TryParse(node?.GetValue<string>(), out var at) ? at : null;
}
