using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Detectors.RumourStory;

/// <summary>Figures of one story's public posts within the look-back; only its beginning may lie before.</summary>
internal sealed record StorySpread
{
    public required string StoryId { get; init; }

    public required int Posts { get; init; }

    public required int High { get; init; }

    public required double Relevance { get; init; }

    public required double MaxRisk { get; init; }

    public required int Authors { get; init; }

    public required int Platforms { get; init; }

    /// <summary>Posts in the newest growth window and in the one before it.</summary>
    public required int Recent { get; init; }

    public required int Before { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    /// <summary>Post that shows best what is being said.</summary>
    public required Post Worst { get; init; }

    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Mostly about students' wellbeing: its words are not for every eye.</summary>
    public required bool Gentle { get; init; }

    public double HighShare => (double)High / Posts;

    public static StorySpread Measure(string id, IReadOnlyList<Post> posts, Story? known, DateTimeOffset now, TimeSpan window)
    {
        var byRisk = posts.OrderByDescending(p => p.Assessment!.Rumour.Score).ThenBy(p => p.FirstSeen).ThenBy(p => p.Id, StringComparer.Ordinal).ToList();
        var firstSeen = posts.Min(p => p.FirstSeen);
        return new StorySpread
        {
            StoryId = id,
            Posts = posts.Count,
            High = posts.Count(p => p.Assessment!.Rumour.Band == RiskBand.High),
            Relevance = posts.Average(p => p.Assessment!.Relevance),
            MaxRisk = byRisk[0].Assessment!.Rumour.Score,
            Authors = Voices.Count(posts),
            Platforms = posts.Select(p => p.Platform).Distinct(StringComparer.Ordinal).Count(),
            Recent = posts.Count(p => p.FirstSeen > now - window),
            Before = posts.Count(p => p.FirstSeen <= now - window && p.FirstSeen > now - (2 * window)),
            First = known is not null && known.FirstSeen < firstSeen ? known.FirstSeen : firstSeen,
            Last = posts.Max(p => p.FirstSeen),
            Worst = byRisk[0],
            Gentle = 2 * posts.Count(p => p.Assessment!.Topics[0] == Topics.StudentWellbeing) > posts.Count,
            Evidence = [.. byRisk.Take(10).Select(p => p.Id)],
        };
    }
}
