using System.Text.Json;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Tests.Support;

namespace Monitor.Tests.Analysis.Concerns;

/// <summary>Questions, complaints and notices written for these tests, with which belong together and which answers which.</summary>
internal static class ConcernSet
{
    public static readonly DateTimeOffset Now = new(2026, 6, 26, 12, 0, 0, TimeSpan.FromHours(8));

    private sealed record Asked(string? Concern, string Topic, string Form, string Mood, string Text);

    private sealed record Said(string? Answers, string Title, string Text);

    /// <summary>The post with the concern it belongs to, null for one of its own.</summary>
    public static IReadOnlyList<(string? Concern, Post Post)> Posts { get; } =
        [.. Read<Asked>("posts").Select((a, i) => (a.Concern, Post("p" + i, a.Text, a.Topic, a.Form, Enum.Parse<SentimentLabel>(a.Mood, ignoreCase: true), minutesAgo: 300 - i)))];

    public static IReadOnlyList<(string? Answers, Post Post)> Official { get; } =
        [.. Read<Said>("official").Select((s, i) => (s.Answers, Notice("n" + i, s.Title, s.Text)))];

    public static Post Post(
        string id, string text, string topic = Topics.Admission, string form = "question", SentimentLabel mood = SentimentLabel.Neutral, double minutesAgo = 10, string? author = null) => new()
        {
            Id = id,
            SourceId = "forum",
            Platform = "forum",
            Text = text,
            AuthorKey = author ?? "author-" + id,
            Published = Now.AddMinutes(-minutesAgo),
            FirstSeen = Now.AddMinutes(-minutesAgo),
            Assessment = new Assessment
            {
                Relevance = 0.9,
                Sentiment = new Sentiment(mood, 0.2, 0.6, 0.2),
                Rumour = new RumourRisk(0.1, RiskBand.Low, []),
                Topics = [topic],
                Form = form,
                Model = "test",
            },
        };

    public static Post Notice(string id, string title, string text) => Post(id, text, form: "official_notice") with
    {
        SourceId = "bureau",
        Platform = "official",
        Role = SourceRole.Official,
        Title = title,
        Url = "https://edu.example.cn/" + id,
        AuthorKey = null,
    };

    private static IEnumerable<T> Read<T>(string name) =>
        File.ReadLines(Repository.File("tests", "Monitor.Tests", "Fixtures", "concerns", name + ".jsonl")).Select(l => JsonSerializer.Deserialize<T>(l, JsonSerializerOptions.Web)!);
}
