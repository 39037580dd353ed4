using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Feedback;

/// <summary>
/// Posts whose label would teach most: those whose risk score lies nearest the edge of its band (uncertainty sampling, Lewis and Gale 1994).
/// One of each story, since its copies would teach the same.
/// </summary>
public static class LabelQueue
{
    /// <summary>Farther from every edge a score is no longer in doubt.</summary>
    private const double Doubt = 0.25;

    /// <param name="posts">Recent posts.</param>
    /// <param name="labelled">Ids of posts whose risk a person has labelled.</param>
    public static IReadOnlyList<Post> Of(IReadOnlyList<Post> posts, IReadOnlySet<string> labelled, int most)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        var judged = posts.Where(p => p is { Role: SourceRole.Public, Assessment: not null }).ToList();
        var edges = Edges(judged);
        if (edges.Count == 0) return [];
        return
        [
            .. judged.Where(p => !labelled.Contains(p.Id))
                .Select(p => (Post: p, Distance: edges.Min(e => Math.Abs(p.Assessment!.Rumour.Score - e)))).Where(p => p.Distance <= Doubt)
                .OrderBy(p => p.Distance).ThenByDescending(p => p.Post.Published).ThenBy(p => p.Post.Id, StringComparer.Ordinal)
                .Select(p => p.Post).DistinctBy(p => p.StoryId ?? p.Id, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <summary>Where the bands meet, as these posts show it: half way between the neighbours. The models own the edges and may move them.</summary>
    private static List<double> Edges(List<Post> posts)
    {
        var byScore = posts.Select(p => p.Assessment!.Rumour).OrderBy(r => r.Score).ToList();
        return [.. byScore.Zip(byScore.Skip(1)).Where(pair => pair.First.Band != pair.Second.Band).Select(pair => (pair.First.Score + pair.Second.Score) / 2)];
    }
}
