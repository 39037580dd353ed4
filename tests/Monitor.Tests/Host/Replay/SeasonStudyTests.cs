using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>Four days of a real June, the short version of docs/season-study.md.</summary>
public sealed class SeasonStudyTests(ITestOutputHelper output) : IDisposable
{
    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task Four_days_of_headlines_around_an_exam_raise_nothing_under_the_shipped_rules()
    {
        var played = await _bench.PlayAsync(Days(), o => o with { Rules = Repository.File("config", "rules"), Every = TimeSpan.FromMinutes(5) });
        Show(played);
        Assert.Equal(0, played.Code);
        Assert.True(played.Summary["posts"]!.GetValue<int>() > 1_500);
        Assert.DoesNotContain(played.Lines("alert"), a => a["level"]!.GetValue<string>() is "orange" or "red");
        Assert.InRange(played.Lines("alert").Count(a => a["state"]!.GetValue<string>() == "firing"), 0, 1);
    }

    [Fact]
    public async Task Under_rules_for_headlines_the_exam_days_stand_out()
    {
        var played = await _bench.PlayAsync(Days(), o => o with { Rules = Repository.File("bench", "season-rules"), Every = TimeSpan.FromMinutes(5) });
        Show(played);
        Assert.Contains(played.Lines("signal"), s => s["kind"]!.GetValue<string>() == "burst");
        Assert.DoesNotContain(played.Lines("alert"), a => a["level"]!.GetValue<string>() is "orange" or "red");
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>6 to 9 June 2022 of both lists.</summary>
    private string Days()
    {
        var files = new[] { "weibo", "zhihu" }.Select(l => Shared.Path("hot-lists", l + "-2022.jsonl")).ToList();
        Assert.SkipWhen(files.Any(f => f is null || !File.Exists(f)), "the recorded hot lists (../shared or MONITOR_SHARED) are not here");
        var days = files.SelectMany(f => File.ReadLines(f!)).Select(l => (At: DateTimeOffset.Parse(JsonNode.Parse(l)!["first_seen"]!.GetValue<string>(), CultureInfo.InvariantCulture), Line: l))
            .Where(l => l.At.Month == 6 && l.At.Day is >= 6 and <= 9).OrderBy(l => l.At);
        return _bench.Write("days.jsonl", string.Join('\n', days.Select(l => l.Line)));
    }

    private void Show(Replayed played)
    {
        foreach (var signal in played.Lines("signal")) output.WriteLine($"{signal["at"]} {signal["state"]} {signal["kind"]}:{signal["subject"]} {signal["title"]}");
    }
}
