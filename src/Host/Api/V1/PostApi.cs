using System.ComponentModel;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Host.Api.V1.Shapes;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;

namespace Monitor.Host.Api.V1;

/// <summary>Posts, stories and concerns.</summary>
internal static class PostApi
{
    private const int MostOffset = 100_000;
    private static readonly TimeSpan Usually = TimeSpan.FromDays(3);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/posts", Search).Gives<Listing<PostShape>>("searchPosts", "posts", "Posts by words, topic, sentiment, risk, source and time; the last published first.", 400);
        api.MapGet("/posts/{id}", One).Gives<PostShape>("getPost", "posts", "One post.", 403, 404);
        api.MapGet("/stories", Stories).Gives<Listing<StoryShape>>("listStories", "stories", "Stories with a post seen since a moment, the most recently grown first.", 400);
        api.MapGet("/stories/{id}", Story).Gives<StoryDetail>("getStory", "stories", "One story with its newest posts; asked for under the id of one merged away, the story it went into.", 403, 404);
        api.MapGet("/concerns", Concerns).Gives<Listing<ConcernShape>>("listConcerns", "concerns", "What several people asked in the last three days, unanswered first, then the most asked.");
    }

    private static async Task<IResult> Search(
        HttpContext context, Desk desk, CancellationToken ct,
        [Description("Words that must all occur, separated by spaces.")] string? words = null,
        [Description("A topic such as system_outage.")] string? topic = null,
        SentimentLabel? sentiment = null,
        [Description("Rumour risk.")] RiskBand? band = null,
        [Description("Id of a source.")] string? source = null,
        [Description("Id of a story.")] string? story = null,
        [Description("Published from then on; ISO 8601 with offset.")] DateTimeOffset? from = null,
        [Description("Published before then.")] DateTimeOffset? until = null,
        [Description("1 to 500.")] int? limit = null,
        [Description("As the listing before it says in next; at most 100000.")] int offset = 0)
    {
        if (ApiV1.Limit(limit) is not { } most) return ApiV1.BadLimit();
        if (offset is < 0 or > MostOffset) return ApiProblem.Bad($"offset: expected 0 to {MostOffset}");
        if (topic is not null && !Topics.All.Contains(topic)) return ApiProblem.Bad($"topic: expected one of {string.Join(", ", Topics.All)}");
        var query = new PostQuery
        {
            Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
            Topic = topic,
            Sentiment = sentiment,
            Band = band,
            SourceId = source,
            StoryId = story,
            From = from,
            Until = until,
            Limit = most,
            Offset = offset,
        };
        var found = await desk.Archive.SearchAsync(query, ct);
        var seen = found.Where(p => Permissions.Sees(context.User, p)).ToList();
        await ApiReads.NoteAsync(context, seen, ct);
        return Results.Ok(new Listing<PostShape>([.. seen.Select(p => PostShape.Of(context.User, p))], found.Count == most && offset + most <= MostOffset ? offset + most : null));
    }

    private static async Task<IResult> One(HttpContext context, [Description("Of the post.")] string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Archive.PostAsync(id, ct) is not { } post) return ApiProblem.NotFound("post");
        if (!Permissions.Sees(context.User, post)) return ApiProblem.Forbidden();
        await ApiReads.NoteAsync(context, [post], ct);
        return Results.Ok(PostShape.Of(context.User, post));
    }

    private static async Task<IResult> Stories(
        HttpContext context, Desk desk, CancellationToken ct, [Description("Three days ago unless told otherwise.")] DateTimeOffset? since = null, [Description("1 to 500.")] int? limit = null)
    {
        if (ApiV1.Limit(limit) is not { } most) return ApiV1.BadLimit();
        var seen = (await desk.Archive.StoriesAsync(since ?? desk.Now - Usually, most, ct)).Where(s => Permissions.Sees(context.User, s)).ToList();
        foreach (var story in seen) await ApiReads.NoteAsync(context, "story " + story.Id, Permissions.IsRestricted(story), ct);
        return Results.Ok(new Listing<StoryShape>([.. seen.Select(StoryShape.Of)]));
    }

    private static async Task<IResult> Story(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Archive.StoryAsync(id, ct) is not { } story) return ApiProblem.NotFound("story");
        if (!Permissions.Sees(context.User, story)) return ApiProblem.Forbidden();
        var posts = (await desk.Archive.SearchAsync(new PostQuery { StoryId = story.Id, Limit = ApiV1.Most }, ct)).Where(p => Permissions.Sees(context.User, p)).ToList();
        await ApiReads.NoteAsync(context, "story " + story.Id, Permissions.IsRestricted(story), ct);
        await ApiReads.NoteAsync(context, posts, ct);
        return Results.Ok(new StoryDetail(StoryShape.Of(story), [.. posts.Select(p => PostShape.Of(context.User, p))]));
    }

    private static async Task<IResult> Concerns(ConcernDesk concerns, CancellationToken ct) =>
        Results.Ok(new Listing<ConcernShape>([.. (await concerns.FindAsync(ct)).Where(c => c.Askers > 1).OrderBy(c => c.Answered).ThenByDescending(c => c.Askers).Select(ConcernShape.Of)]));
}
