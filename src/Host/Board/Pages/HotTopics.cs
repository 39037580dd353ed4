using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>Which topics are spoken of, as numbers: no story, no post, no word of anybody.</summary>
internal sealed record HotTopic(string Topic, int Posts, int Negative, int Lately)
{
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(24);

    /// <summary>Of the last 24 hours, the most frequent first. What concerns people in distress is not for a wall.</summary>
    public static async Task<IReadOnlyList<HotTopic>> ReadAsync(Desk desk, int most, CancellationToken ct)
    {
        var (now, hour) = (desk.Now, HourTally.HourOf(desk.Now));
        var counts = await desk.Archive.TopicHoursAsync(hour - LookBack, now, ct);
        return
        [
            .. counts.Where(c => c.Topic is not (Topics.OffTopic or Topics.StudentWellbeing)).GroupBy(c => c.Topic, StringComparer.Ordinal)
                .Select(g => new HotTopic(g.Key, g.Sum(c => c.Posts), g.Where(c => c.Sentiment == SentimentLabel.Negative).Sum(c => c.Posts), g.Where(c => c.At == hour).Sum(c => c.Posts)))
                .OrderByDescending(t => t.Posts).ThenBy(t => t.Topic, StringComparer.Ordinal).Take(most),
        ];
    }

    public static Html List(IReadOnlyList<HotTopic> topics)
    {
        if (topics.Count == 0) return $"<p class=\"empty\">{Say("最近 24 小时没有话题。")}</p>";
        var top = topics.Max(t => t.Posts);
        return $"<ol class=\"topics\">{topics.Select(t => t.Row(top))}</ol>";
    }

    private Html Row(int top) => $"""
        <li><b>{Terms.Of(Topic)}</b>{Bars.Of((double)Posts / top, "neutral")}<span>{Say("{0} 帖，负面 {1}，本小时 {2}", Posts, Negative, Lately)}</span></li>
        """;
}
