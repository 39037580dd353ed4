using System.Diagnostics;
using System.Text.Json;
using Monitor.Host.Replay;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Replay.Telling;

namespace Monitor.Bench;

/// <summary>Posts a second through a replay under the shipped configuration. Run from the checkout's root.</summary>
internal static class ReplayMeasures
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public static async Task<int> ReplayAsync()
    {
        var path = Path.GetTempFileName();
        try
        {
            // Looks cost as well as posts: the same posts are spread over a month, then over two days.
            foreach (var (span, every) in new[] { (TimeSpan.FromDays(30), TimeSpan.FromMinutes(10)), (TimeSpan.FromDays(2), TimeSpan.FromMinutes(10)) })
            {
                Write(path, 20_000, span);
                for (var round = 1; round <= 3; round++) await TimeAsync(path, span, every, round);
            }
        }
        finally
        {
            File.Delete(path);
        }

        return 0;
    }

    private static async Task TimeAsync(string path, TimeSpan span, TimeSpan every, int round)
    {
        var file = new ReplayFile("posts", path);
        var clock = Stopwatch.StartNew();
        var survey = ReplaySurvey.Of([file], _ => { }, default);
        var options = new ReplayOptions { Files = [], Every = every };
        var run = new ReplayRun(ReplayConfig.With(ReplayConfig.Load(options), survey), survey, new JsonVoice(TextWriter.Null));
        var tally = await run.PlayAsync(new EventOrder(options.Tolerance, _ => { }).Merge([file]), default);
        Console.WriteLine($"replay of {tally.Posts} posts over {span.TotalDays:0} days, a look every ten minutes, round {round}: {tally.Posts / clock.Elapsed.TotalSeconds:0} posts/s, {tally.Looks / clock.Elapsed.TotalSeconds:0} looks/s, {span / clock.Elapsed:0} times real time");
    }

    private static void Write(string path, int count, TimeSpan span)
    {
        using var output = new StreamWriter(path);
        var number = 0;
        foreach (var text in Texts.Make(count, seed: 11))
        {
            var at = Start + (span * number / count);
            output.WriteLine(JsonSerializer.Serialize(new { id = "p" + number, at, source = "bench", platform = "weibo", author = "user" + (number % 997), text }));
            number++;
        }
    }
}
