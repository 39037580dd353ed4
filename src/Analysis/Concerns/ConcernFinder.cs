using Monitor.Analysis.Duplicates;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Concerns;

/// <summary>
/// Groups questions and complaints of the public into what people want to know, and looks for the official words that answer it. Pure: the
/// same posts and the same moment give the same concerns. Similar texts meet by shared rare bigrams; the engine is that of the stories, its
/// bars lower and its subject what is asked about rather than what happened.
/// </summary>
public static class ConcernFinder
{
    private const int MaxCandidates = 12;
    private const int SmallDraft = 3;

    /// <summary>Concerns of several posts, the most asked first.</summary>
    /// <param name="posts">Of the look-back, in any order; those that neither ask nor complain are ignored.</param>
    /// <param name="official">Where answers are looked for; those not of an official source are ignored.</param>
    public static IReadOnlyList<Concern> Find(IEnumerable<Post> posts, IEnumerable<Post> official, DateTimeOffset now) =>
        Find(posts, official, now, new ConcernOptions());

    internal static IReadOnlyList<Concern> Find(IEnumerable<Post> posts, IEnumerable<Post> official, DateTimeOffset now, ConcernOptions options)
    {
        var asking = posts.Where(p => Asks(p, options) || Complains(p, options))
            .OrderByDescending(p => p.FirstSeen).ThenBy(p => p.Id, StringComparer.Ordinal).Take(options.MaxPosts)
            .OrderBy(p => p.FirstSeen).ThenBy(p => p.Id, StringComparer.Ordinal);
        var drafts = Join(Gather(asking, options), options);
        var answers = new AnswerFinder(official.Where(p => p.Role == SourceRole.Official), options);
        return [.. drafts.Where(d => d.Members.Count > 1).Select(d => Tell(d, answers, now, options))
            .OrderByDescending(c => c.Askers).ThenByDescending(c => c.Posts.Count).ThenBy(c => c.FirstSeen).ThenBy(c => c.Key, StringComparer.Ordinal)];
    }

    internal static bool Asks(Post post, ConcernOptions options) => Concerns(post, options) && post.Assessment!.Form == "question";

    internal static bool Complains(Post post, ConcernOptions options) =>
        Concerns(post, options) && post.Assessment is { Form: "experience" or "opinion", Sentiment.Label: SentimentLabel.Negative };

    private static bool Concerns(Post post, ConcernOptions options) =>
        post is { Role: SourceRole.Public, Assessment: { Topics: [not Topics.OffTopic, ..] } assessment } && assessment.Relevance >= options.MinRelevance && !Distressed(assessment);

    /// <summary>People in distress need care, which has its own signal and its own few readers; a notice is no answer to them.</summary>
    private static bool Distressed(Assessment assessment) =>
        assessment is { Topics: [Topics.StudentWellbeing, ..], Sentiment.Label: SentimentLabel.Negative };

    private static List<ConcernDraft> Gather(IEnumerable<Post> asking, ConcernOptions options)
    {
        var drafts = new List<ConcernDraft>();
        var index = new Dictionary<uint, List<ConcernDraft>>();
        foreach (var post in asking)
        {
            var look = Sighting.Of(AskText.Core(post.FullText), AskText.Shortest);
            if (look.Grams.Length == 0) continue;
            var topic = post.Assessment!.Topics[0];
            var best = Candidates(look, index)
                .Select(d => (Draft: d, Alike: d.Alike(look), Least: d.Topics.ContainsKey(topic) ? options.MinAlike : options.MinAlikeAcross))
                .Where(x => x.Alike >= x.Least).OrderByDescending(x => x.Alike).ThenBy(x => x.Draft.Number).FirstOrDefault().Draft;
            if (best is null) drafts.Add(best = new ConcernDraft(drafts.Count));
            best.Add(post, look);
            Enter(index, best, look.Grams);
        }

        return drafts;
    }

    /// <summary>Early posts began concerns of their own before there was anything to meet; small drafts are tried again against all others.</summary>
    private static List<ConcernDraft> Join(List<ConcernDraft> drafts, ConcernOptions options)
    {
        var index = new Dictionary<uint, List<ConcernDraft>>();
        foreach (var draft in drafts) Enter(index, draft, draft.Grams);
        foreach (var small in drafts.OrderBy(d => d.Members.Count).ThenBy(d => d.Number).ToList())
        {
            if (small.Members.Count > SmallDraft) continue;
            var best = small.Members.SelectMany(m => Candidates(m.Look, index)).Distinct().Where(d => d != small && d.Members.Count > 0)
                .Select(d => (Draft: d, Alike: small.Members.Average(m => d.Alike(m.Look)), Least: d.Topics.Keys.Any(small.Topics.ContainsKey) ? options.MinAlike : options.MinAlikeAcross))
                .Where(x => x.Alike >= x.Least).OrderByDescending(x => x.Alike).ThenBy(x => x.Draft.Number).FirstOrDefault().Draft;
            if (best is null) continue;
            foreach (var (post, look) in small.Members) best.Add(post, look);
            Enter(index, best, small.Grams);
            small.Members.Clear();
        }

        return [.. drafts.Where(d => d.Members.Count > 0)];
    }

    private static void Enter(Dictionary<uint, List<ConcernDraft>> index, ConcernDraft draft, IEnumerable<uint> grams)
    {
        foreach (var gram in grams)
        {
            if (!index.TryGetValue(gram, out var list)) index[gram] = list = [];
            if (!list.Contains(draft)) list.Add(draft);
            if (list.Count > MaxCandidates * 2) list.RemoveAt(0);
        }
    }

    private static IEnumerable<ConcernDraft> Candidates(Sighting look, Dictionary<uint, List<ConcernDraft>> index)
    {
        var hits = new Dictionary<ConcernDraft, float>();
        for (var i = 0; i < look.Grams.Length; i++)
        {
            foreach (var draft in index.GetValueOrDefault(look.Grams[i]) ?? []) hits[draft] = hits.GetValueOrDefault(draft) + look.Weights[i];
        }

        return hits.OrderByDescending(h => h.Value).ThenBy(h => h.Key.Number).Take(MaxCandidates).Select(h => h.Key);
    }

    private static Concern Tell(ConcernDraft draft, AnswerFinder answers, DateTimeOffset now, ConcernOptions options)
    {
        List<Post> posts = [.. draft.Members.Select(m => m.Post)];
        var questions = posts.Where(p => Asks(p, options)).ToList();
        var speaking = (questions.Count > 0 ? questions : posts).Select(p => p.FullText).ToList();
        var terms = ConcernTerms.Of([.. posts.Select(p => AskText.Subject(p.FullText))]);
        List<string> topics = [.. draft.Topics.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Key)];
        return new Concern
        {
            Key = topics[0] + "/" + (terms.Count > 0 ? string.Join('+', terms.Take(2)) : posts[0].Id),
            Label = speaking[CentralText.Of(speaking)],
            Terms = terms,
            Topics = topics,
            Posts = posts,
            Questions = questions.Count,
            Askers = posts.Select(Voice).Distinct(StringComparer.Ordinal).Count(),
            FirstSeen = posts.Min(p => p.FirstSeen),
            LastSeen = posts.Max(p => p.FirstSeen),
            Recent = posts.Count(p => p.FirstSeen > now - options.TrendWindow),
            Before = posts.Count(p => p.FirstSeen <= now - options.TrendWindow && p.FirstSeen > now - (2 * options.TrendWindow)),
            Answer = answers.Find(draft, speaking),
        };
    }

    private static string Voice(Post post) => post.AuthorKey is { } key ? post.Platform + "\n" + key : "\n" + post.SourceId;
}
