using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Storage.Words;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>Posts between their records and their rows.</summary>
internal static class PgPosts
{
    public const string Columns = """
        seq, id, source_id AS SourceId, platform, role, url, title, text, author_key AS AuthorKey, published, first_seen AS FirstSeen,
        coalesce(last_seen, first_seen) AS LastSeen, rank, heat, replies, story_id AS StoryId, backfill, assessment, edited, gone
        """;

    public static async Task<IReadOnlyList<Post>> ReadAsync(Session s, string rest, object values) =>
        [.. (await s.ReadAsync<PostRow>($"SELECT {Columns} FROM posts {rest}", values)).Select(r => r.Post)];

    /// <summary>Adds posts that nobody knows, in their order.</summary>
    public static Task<int> AddAsync(Session s, IReadOnlyList<Post> posts) => s.RunAsync("""
        INSERT INTO posts (id, source_id, platform, role, url, title, text, author_key, published, first_seen, rank, heat, replies, story_id, backfill,
            assessment, topic, sentiment, band, score, relevance, folded, grams)
        SELECT id, source_id, platform, role, url, title, text, author_key, published, first_seen, rank, heat, replies, story_id, backfill,
            assessment, topic, sentiment, band, score, relevance, folded, array_to_tsvector(string_to_array(terms, ' '))
        FROM unnest(@ids, @sources, @platforms, @roles, @urls, @titles, @texts, @authors, @published, @seen, @ranks, @heats, @replies, @stories, @backfills,
            @bodies, @topics, @sentiments, @bands, @scores, @relevances, @folded, @terms) WITH ORDINALITY
            AS p (id, source_id, platform, role, url, title, text, author_key, published, first_seen, rank, heat, replies, story_id, backfill,
                assessment, topic, sentiment, band, score, relevance, folded, terms, place)
        ORDER BY place
        """, new
    {
        ids = posts.Select(p => p.Id).ToArray(),
        sources = posts.Select(p => p.SourceId).ToArray(),
        platforms = posts.Select(p => p.Platform).ToArray(),
        roles = posts.Select(p => (int)p.Role).ToArray(),
        urls = posts.Select(p => Clean(p.Url)).ToArray(),
        titles = posts.Select(p => Clean(p.Title)).ToArray(),
        texts = posts.Select(p => PgText.Clean(p.Text)).ToArray(),
        authors = posts.Select(p => p.AuthorKey).ToArray(),
        published = posts.Select(p => p.Published.Ms()).ToArray(),
        seen = posts.Select(p => p.FirstSeen.Ms()).ToArray(),
        ranks = posts.Select(p => p.Rank).ToArray(),
        heats = posts.Select(p => p.Heat).ToArray(),
        replies = posts.Select(p => p.Replies).ToArray(),
        stories = posts.Select(p => p.StoryId).ToArray(),
        backfills = posts.Select(p => p.Backfill).ToArray(),
        bodies = posts.Select(p => p.Assessment is { } a ? Json.Write(a) : null).ToArray(),
        topics = posts.Select(p => Topic(p.Assessment)).ToArray(),
        sentiments = posts.Select(p => (int?)p.Assessment?.Sentiment.Label).ToArray(),
        bands = posts.Select(p => (int?)p.Assessment?.Rumour.Band).ToArray(),
        scores = posts.Select(p => p.Assessment?.Rumour.Score).ToArray(),
        relevances = posts.Select(p => p.Assessment?.Relevance).ToArray(),
        folded = posts.Select(p => Folded(p.Title, p.Text)).ToArray(),
        terms = posts.Select(p => Terms(p.Title, p.Text)).ToArray(),
    });

    /// <summary>Known posts a read has brought again: their newest counts, and that they are still there.</summary>
    public static Task<int> TouchAsync(Session s, IReadOnlyList<Post> posts) => s.RunAsync("""
        UPDATE posts SET rank = coalesce(t.rank, posts.rank), heat = coalesce(t.heat, posts.heat), replies = coalesce(t.replies, posts.replies),
            last_seen = greatest(coalesce(posts.last_seen, posts.first_seen), t.seen)
        FROM unnest(@ids, @ranks, @heats, @replies, @seen) AS t (id, rank, heat, replies, seen) WHERE posts.id = t.id
        """, new
    {
        ids = posts.Select(p => p.Id).ToArray(),
        ranks = posts.Select(p => p.Rank).ToArray(),
        heats = posts.Select(p => p.Heat).ToArray(),
        replies = posts.Select(p => p.Replies).ToArray(),
        seen = posts.Select(p => p.FirstSeen.Ms()).ToArray(),
    });

    public static string? Topic(Assessment? a) => a is { Topics: [var topic, ..] } ? topic : null;

    /// <summary>Title and text as words are compared with.</summary>
    public static string Folded(string? title, string text) => PgText.Clean(Grams.Fold(title + "\n" + text));

    /// <summary>A lexeme holds at most 2 KB; nobody looks for a word of more than two hundred letters.</summary>
    public static string Terms(string? title, string text) => string.Join(' ', Grams.Terms(PgText.Clean(title + "\n" + text)).Where(t => t.Length <= 200));

    private static string? Clean(string? text) => text is null ? null : PgText.Clean(text);
}

/// <summary>One row, as Dapper fills it.</summary>
internal sealed record PostRow
{
    public long Seq { get; init; }

    public string Id { get; init; } = "";

    public string SourceId { get; init; } = "";

    public string Platform { get; init; } = "";

    public int Role { get; init; }

    public string? Url { get; init; }

    public string? Title { get; init; }

    public string Text { get; init; } = "";

    public string? AuthorKey { get; init; }

    public long Published { get; init; }

    public long FirstSeen { get; init; }

    public long LastSeen { get; init; }

    public int? Rank { get; init; }

    public long? Heat { get; init; }

    public int? Replies { get; init; }

    public string? StoryId { get; init; }

    public bool Backfill { get; init; }

    public string? Assessment { get; init; }

    public long? Edited { get; init; }

    public long? Gone { get; init; }

    public Post Post => new()
    {
        Id = Id,
        SourceId = SourceId,
        Platform = Platform,
        Role = (SourceRole)Role,
        Url = Url,
        Title = Title,
        Text = Text,
        AuthorKey = AuthorKey,
        Published = Instants.At(Published),
        FirstSeen = Instants.At(FirstSeen),
        Rank = Rank,
        Heat = Heat,
        Replies = Replies,
        StoryId = StoryId,
        Backfill = Backfill,
        Assessment = Assessment is { } body ? Json.Read<Assessment>(body) : null,
        Edited = Edited is { } edited ? Instants.At(edited) : null,
        GoneSince = Gone is { } gone ? Instants.At(gone) : null,
    };
}
