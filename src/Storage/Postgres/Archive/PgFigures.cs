using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Core.Text;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>What posts add to curve, hours and stories, gathered over a batch and written in a few statements.</summary>
internal sealed class PgFigures
{
    private readonly SortedDictionary<long, int[]> _curve = [];
    private readonly SortedDictionary<(long Hour, string Topic, int Mood), int> _hours = [];
    private readonly Dictionary<(string Story, string Kind, string Value), int> _members = [];
    private readonly Dictionary<string, StoryDelta> _stories = new(StringComparer.Ordinal);

    /// <summary>A post that is new, with its judgement if it has one.</summary>
    public void Add(Post post)
    {
        Bucket(post)[0]++;
        if (post.StoryId is { } id)
        {
            Story(id, post).Post(post);
            if (post.AuthorKey is { } key) Member(id, "a", key);
            Member(id, "s", post.SourceId);
            Member(id, "p", post.Platform);
        }

        AddJudgement(post);
    }

    /// <summary>Of a post counted before, what its assessment adds.</summary>
    public void AddJudgement(Post post)
    {
        if (post.Assessment is not { } a) return;
        var c = Bucket(post);
        c[1 + (int)a.Sentiment.Label]++;
        if (a.Rumour.Band == RiskBand.High) c[4]++;
        if (HourTally.TopicOf(post) is { } topic)
        {
            var key = (HourTally.HourOf(post.FirstSeen).Ms(), topic, (int)a.Sentiment.Label);
            _hours[key] = _hours.GetValueOrDefault(key) + 1;
        }

        if (post.StoryId is not { } id) return;
        if (a.Topics is [var first, ..]) Member(id, "t", first);
        // An official source is never part of the risk: its rebuttal repeats the rumour's words.
        if (post.Role == SourceRole.Public) Story(id, post).Judged(a.Rumour.Score);
    }

    public async Task FlushAsync(Session s)
    {
        if (_curve.Count > 0)
            await s.RunAsync("""
                INSERT INTO post_rollups (at, posts, negative, neutral, positive, high_risk) SELECT * FROM unnest(@at, @posts, @negative, @neutral, @positive, @high)
                ON CONFLICT (at) DO UPDATE SET posts = post_rollups.posts + excluded.posts, negative = post_rollups.negative + excluded.negative,
                    neutral = post_rollups.neutral + excluded.neutral, positive = post_rollups.positive + excluded.positive, high_risk = post_rollups.high_risk + excluded.high_risk
                """, new { at = _curve.Keys.ToArray(), posts = Column(0), negative = Column(1), neutral = Column(2), positive = Column(3), high = Column(4) });
        if (_hours.Count > 0)
            await s.RunAsync("""
                INSERT INTO topic_rollups (at, topic, sentiment, posts) SELECT * FROM unnest(@at, @topics, @moods, @posts)
                ON CONFLICT (at, topic, sentiment) DO UPDATE SET posts = topic_rollups.posts + excluded.posts
                """, new { at = _hours.Keys.Select(k => k.Hour).ToArray(), topics = _hours.Keys.Select(k => k.Topic).ToArray(), moods = _hours.Keys.Select(k => k.Mood).ToArray(), posts = _hours.Values.ToArray() });
        if (_stories.Count + _members.Count > 0) await StoriesAsync(s);
    }

    private async Task StoriesAsync(Session s)
    {
        var members = _members.ToList();
        // xmax is 0 in a row that was inserted, not updated: who is met for the first time.
        var met = await s.ReadAsync<(string Story, string Kind, bool First)>("""
            INSERT INTO story_members (story_id, kind, value, n) SELECT * FROM unnest(@stories, @kinds, @values, @counts)
            ON CONFLICT (story_id, kind, value) DO UPDATE SET n = story_members.n + excluded.n RETURNING story_id, kind, xmax = 0
            """, new
        {
            stories = members.Select(m => m.Key.Story).ToArray(),
            kinds = members.Select(m => m.Key.Kind).ToArray(),
            values = members.Select(m => PgText.Clean(m.Key.Value)).ToArray(),
            counts = members.Select(m => m.Value).ToArray(),
        });
        var firsts = met.Where(m => m.First).CountBy(m => (m.Story, m.Kind)).ToDictionary();
        int First(string story, string kind) => firsts.GetValueOrDefault((story, kind));
        var ids = _stories.Keys.Order(StringComparer.Ordinal).ToArray();
        await s.RunAsync("""
            INSERT INTO stories (id, text, first_seen, last_seen, posts, authors, sources, platforms, max_risk, risk_sum, risk_count)
            SELECT * FROM unnest(@ids, @texts, @first, @last, @posts, @authors, @sources, @platforms, @risks, @sums, @counts) AS n (id, text, first_seen, last_seen, posts, a, s, p, risk, risks, judged)
            WHERE n.posts > 0 OR EXISTS (SELECT 1 FROM stories WHERE stories.id = n.id)
            ON CONFLICT (id) DO UPDATE SET
                first_seen = least(stories.first_seen, excluded.first_seen), last_seen = greatest(stories.last_seen, excluded.last_seen), posts = stories.posts + excluded.posts,
                authors = stories.authors + excluded.authors, sources = stories.sources + excluded.sources, platforms = stories.platforms + excluded.platforms,
                max_risk = greatest(stories.max_risk, excluded.max_risk), risk_sum = stories.risk_sum + excluded.risk_sum, risk_count = stories.risk_count + excluded.risk_count
            """, new
        {
            ids,
            texts = ids.Select(i => PgText.Clean(_stories[i].Text)).ToArray(),
            first = ids.Select(i => _stories[i].First).ToArray(),
            last = ids.Select(i => _stories[i].Last).ToArray(),
            posts = ids.Select(i => _stories[i].Posts).ToArray(),
            authors = ids.Select(i => First(i, "a")).ToArray(),
            sources = ids.Select(i => First(i, "s")).ToArray(),
            platforms = ids.Select(i => First(i, "p")).ToArray(),
            risks = ids.Select(i => _stories[i].Highest).ToArray(),
            sums = ids.Select(i => _stories[i].Sum).ToArray(),
            counts = ids.Select(i => _stories[i].Count).ToArray(),
        });
    }

    private int[] Column(int of) => [.. _curve.Values.Select(c => c[of])];

    private int[] Bucket(Post post)
    {
        var at = post.Published.Ms() / StoreRules.BucketMs * StoreRules.BucketMs;
        return _curve.TryGetValue(at, out var c) ? c : _curve[at] = new int[5];
    }

    private void Member(string story, string kind, string value) => _members[(story, kind, value)] = _members.GetValueOrDefault((story, kind, value)) + 1;

    private StoryDelta Story(string id, Post post) => _stories.TryGetValue(id, out var delta) ? delta : _stories[id] = new StoryDelta(post);

    private sealed class StoryDelta(Post first)
    {
        public string Text { get; } = first.FullText.CutTo(StoreRules.StoryText);

        public long First { get; private set; } = first.FirstSeen.Ms();

        public long Last { get; private set; } = first.FirstSeen.Ms();

        public int Posts { get; private set; }

        public double Highest { get; private set; }

        public double Sum { get; private set; }

        public int Count { get; private set; }

        public void Post(Post post)
        {
            Posts++;
            (First, Last) = (Math.Min(First, post.FirstSeen.Ms()), Math.Max(Last, post.FirstSeen.Ms()));
        }

        public void Judged(double score)
        {
            (Highest, Sum) = (Math.Max(Highest, score), Sum + score);
            Count++;
        }
    }
}
