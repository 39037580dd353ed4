using System.Security.Claims;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Host.Board.Access;

namespace Monitor.Host.Api.V1.Shapes;

/// <summary>A post as kept: masked.</summary>
/// <param name="Url">Its address; null for who may not see authors, since it often names one.</param>
/// <param name="Author">Pseudonym of its author; null for who may not see it.</param>
/// <param name="Assessment">Null while no model has judged it.</param>
internal sealed record PostShape(
    string Id, string Source, string Platform, bool Official, string? Url, string? Title, string Text, string? Author, DateTimeOffset Published, DateTimeOffset FirstSeen,
    string? Story, long? Heat, int? Replies, bool Backfill, DateTimeOffset? Edited, DateTimeOffset? GoneSince, AssessmentShape? Assessment)
{
    private const int AuthorLength = 8;

    public static PostShape Of(ClaimsPrincipal user, Post p) => new(
        p.Id, p.SourceId, p.Platform, p.Role == SourceRole.Official, Permissions.SeesAddress(user, p) ? p.Url : null, p.Title, p.Text, Permissions.SeesAuthor(user, p) ? Cut(p.AuthorKey) : null, p.Published, p.FirstSeen,
        p.StoryId, p.Heat, p.Replies, p.Backfill, p.Edited, p.GoneSince, p.Assessment is { } a ? AssessmentShape.Of(a) : null);

    private static string? Cut(string? author) => author?.Length > AuthorLength ? author[..AuthorLength] : author;
}

/// <param name="Risk">0 to 1: worth a person's check before it spreads; never "false".</param>
internal sealed record AssessmentShape(
    double Relevance, SentimentLabel Sentiment, double Negative, double Neutral, double Positive, double Risk, RiskBand Band, IReadOnlyList<ReasonShape> Reasons, IReadOnlyList<string> Topics, string Form, string Model)
{
    public static AssessmentShape Of(Assessment a) => new(
        a.Relevance, a.Sentiment.Label, a.Sentiment.Negative, a.Sentiment.Neutral, a.Sentiment.Positive, a.Rumour.Score, a.Rumour.Band,
        [.. a.Rumour.Reasons.Select(r => new ReasonShape(r.Kind, r.Text, r.Weight))], a.Topics, a.Form, a.Model);
}

internal sealed record ReasonShape(string Kind, string Text, double Weight);

internal sealed record StoryShape(
    string Id, string Text, string Topic, int Posts, int Authors, int Sources, int Platforms, double MaxRisk, double MeanRisk, DateTimeOffset FirstSeen, DateTimeOffset LastSeen)
{
    public static StoryShape Of(Story s) => new(s.Id, s.Text, s.Topic, s.Posts, s.Authors, s.Sources, s.Platforms, s.MaxRisk, s.MeanRisk, s.FirstSeen, s.LastSeen);
}

/// <param name="Posts">The newest, at most 500.</param>
internal sealed record StoryDetail(StoryShape Story, IReadOnlyList<PostShape> Posts);
