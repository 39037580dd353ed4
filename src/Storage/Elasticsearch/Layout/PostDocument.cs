using System.Globalization;
using System.Text.Json;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Storage.Sqlite;
using Monitor.Storage.Words;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>A post, and the last read that brought it.</summary>
/// <param name="StoryTitle">What its story says at this moment, short; null without a story, and for one that tells of people in distress.</param>
internal sealed record KeptPost(Post Post, DateTimeOffset LastSeen, string? StoryTitle = null);

/// <summary>A post between its record and its document.</summary>
internal static class PostDocument
{
    public const string EcsVersion = "8.17.0";

    public static void Write(Utf8JsonWriter w, KeptPost kept)
    {
        var p = kept.Post;
        w.WriteStartObject();
        w.WriteString("@timestamp", Time(p.Published));
        w.WriteStartObject("ecs");
        w.WriteString("version", EcsVersion);
        w.WriteEndObject();
        w.WriteStartObject("event");
        w.WriteString("id", p.Id);
        w.WriteString("kind", "event");
        w.WriteString("dataset", "monitor.posts");
        w.WriteString("created", Time(p.FirstSeen));
        w.WriteEndObject();
        w.WriteString("message", p.Text);
        if (p.Url is { } url) WriteUrl(w, url);
        if (p.Edited is not null || p.GoneSince is not null) WriteFate(w, p);
        w.WriteStartObject("post");
        WritePost(w, kept);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    public static Post Read(JsonElement source)
    {
        var (post, e) = (source.GetProperty("post"), source.GetProperty("event"));
        return new Post
        {
            Id = e.GetProperty("id").GetString()!,
            SourceId = post.GetProperty("source").GetString()!,
            Platform = post.GetProperty("platform").GetString()!,
            Role = post.GetProperty("role").GetString() == "official" ? SourceRole.Official : SourceRole.Public,
            Url = source.TryGetProperty("url", out var url) ? url.GetProperty("full").GetString() : null,
            Title = Text(post, "title"),
            Text = source.GetProperty("message").GetString()!,
            AuthorKey = post.TryGetProperty("author", out var author) ? author.GetProperty("id").GetString() : null,
            Published = source.GetProperty("@timestamp").GetDateTimeOffset(),
            FirstSeen = e.GetProperty("created").GetDateTimeOffset(),
            Rank = Number(post, "rank") is { } rank ? (int)rank : null,
            Heat = Number(post, "heat"),
            Replies = Number(post, "replies") is { } replies ? (int)replies : null,
            StoryId = Text(post, "story"),
            Backfill = post.GetProperty("backfill").GetBoolean(),
            Edited = Fate(source, "edited"),
            GoneSince = Fate(source, "gone"),
            Assessment = post.TryGetProperty("assessment", out var a) ? Json.Read<Assessment>(a.GetRawText()) : null,
        };
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>What became of the post at its source; labels take it without a mapping of their own.</summary>
    private static void WriteFate(Utf8JsonWriter w, Post p)
    {
        w.WriteStartObject("labels");
        if (p.Edited is { } edited) w.WriteString("edited", Time(edited));
        if (p.GoneSince is { } gone) w.WriteString("gone", Time(gone));
        w.WriteEndObject();
    }

    private static DateTimeOffset? Fate(JsonElement source, string name) =>
        source.TryGetProperty("labels", out var labels) && labels.TryGetProperty(name, out var at) ? at.GetDateTimeOffset() : null;

    private static void WriteUrl(Utf8JsonWriter w, string url)
    {
        w.WriteStartObject("url");
        w.WriteString("full", url);
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0) w.WriteString("domain", address.Host);
        w.WriteEndObject();
    }

    private static void WritePost(Utf8JsonWriter w, KeptPost kept)
    {
        var p = kept.Post;
        w.WriteString("source", p.SourceId);
        w.WriteString("platform", p.Platform);
        w.WriteString("role", p.Role == SourceRole.Official ? "official" : "public");
        if (p.Title is { } title) w.WriteString("title", title);
        // Search compares folded forms; the words of a query are folded in the same way.
        w.WriteString("folded", Grams.Fold(p.Title + "\n" + p.Text));
        if (p.AuthorKey is { } author)
        {
            w.WriteStartObject("author");
            w.WriteString("id", author);
            w.WriteEndObject();
        }

        if (p.Rank is { } rank) w.WriteNumber("rank", rank);
        if (p.Heat is { } heat) w.WriteNumber("heat", heat);
        if (p.Replies is { } replies) w.WriteNumber("replies", replies);
        if (p.StoryId is { } story) w.WriteString("story", story);
        if (kept.StoryTitle is { } told) w.WriteString("story_title", told);
        w.WriteBoolean("backfill", p.Backfill);
        w.WriteString("last_seen", Time(kept.LastSeen));
        if (HourTally.TopicOf(p) is { } tally) w.WriteString("tally", tally);
        if (p.Assessment is { } a) WriteAssessment(w, a);
    }

    private static void WriteAssessment(Utf8JsonWriter w, Assessment a)
    {
        if (a.Topics is [var topic, ..]) w.WriteString("topic", topic);
        w.WriteNumber("relevance", a.Relevance);
        w.WriteString("form", a.Form);
        w.WriteString("model", a.Model);
        if (a.Keywords.Count > 0)
        {
            w.WriteStartArray("keywords");
            foreach (var word in a.Keywords) w.WriteStringValue(word);
            w.WriteEndArray();
        }

        w.WriteStartObject("sentiment");
        w.WriteString("label", Word(a.Sentiment.Label));
        w.WriteNumber("negative", a.Sentiment.Negative);
        w.WriteEndObject();
        w.WriteStartObject("risk");
        w.WriteString("band", Word(a.Rumour.Band));
        w.WriteNumber("score", a.Rumour.Score);
        w.WriteEndObject();
        // Whole and unindexed: what comes back must be what was stored.
        w.WritePropertyName("assessment");
        w.WriteRawValue(Json.Write(a), skipInputValidation: true);
    }

    public static string Word(SentimentLabel label) => label switch { SentimentLabel.Negative => "negative", SentimentLabel.Neutral => "neutral", _ => "positive" };

    public static string Word(RiskBand band) => band switch { RiskBand.Low => "low", RiskBand.Unsure => "unsure", _ => "high" };

    private static string? Text(JsonElement at, string name) => at.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement at, string name) => at.TryGetProperty(name, out var value) ? value.GetInt64() : null;
}
