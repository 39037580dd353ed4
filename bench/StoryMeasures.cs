using System.Diagnostics;
using Monitor.Analysis.Duplicates;
using Monitor.Core.Posts;

namespace Monitor.Bench;

/// <summary>Folding into stories, posts per second on one thread: a flood of reposts, and posts that are all news with many stories remembered.</summary>
internal static class StoryMeasures
{
    private const int Rounds = 5;
    private static readonly DateTimeOffset Start = new(2026, 6, 7, 0, 0, 0, TimeSpan.FromHours(8));

    public static int Stories()
    {
        const string said = "青梧区志愿填报系统今天上午十点突然打不开，页面一直提示502，很多家长在区招办门口排队等人工登记";
        Report("10,000 reposts in chains", i => $"第{i}次转了 //@用户{i}:{said} http://t.example/{i}", 10_000, new StoryFolder());
        Report("10,000 reposts with a comment each", i => $"{said}，第{i % 1000}条评论说孩子已经等了{i % 50}个小时", 10_000, new StoryFolder());
        var texts = Novel(100_000, seed: 3);
        var folder = new StoryFolder();
        Report("10,000 template posts, first", i => texts[i], 10_000, folder);
        for (var i = 10_000; i < 50_000; i++) folder.Fold(Post(i, texts[i]));
        Report("10,000 template posts, after 50,000", i => texts[50_000 + i], 10_000, folder);
        return 0;
    }

    /// <summary>Two sentences every tenth post shares with it, then forty characters of its own.</summary>
    private static List<string> Novel(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Texts.Make(count, seed).Select(t => t[..24] + new string([.. Enumerable.Range(0, 40).Select(_ => (char)('一' + random.Next(6000)))]))];
    }

    private static void Report(string what, Func<int, string> text, int count, StoryFolder folder)
    {
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var posts = Enumerable.Range(0, count).Select(i => Post((round * count) + i, text(i))).ToList();
            var clock = Stopwatch.StartNew();
            foreach (var post in posts) folder.Fold(post);
            rates.Add(count / clock.Elapsed.TotalSeconds);
        }

        rates.Sort();
        Console.WriteLine($"{what}: median {rates[Rounds / 2]:0} posts/s (min {rates[0]:0}, max {rates[^1]:0}); {folder.Count} stories remembered");
    }

    private static Post Post(int number, string text) =>
        new() { Id = "b" + number, SourceId = "bench", Platform = "weibo", Text = text, Published = Start, FirstSeen = Start.AddMilliseconds(number) };
}
