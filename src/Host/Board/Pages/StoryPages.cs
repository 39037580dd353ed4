using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

internal static class StoryPages
{
    private const int Most = 500;

    public static async Task<IResult> List(HttpContext context, Desk desk, CancellationToken ct)
    {
        var stories = await desk.Archive.StoriesAsync(desk.Now.AddDays(-3), 200, ct);
        foreach (var story in stories.Where(s => Permissions.IsRestricted(s) && Permissions.Sees(context.User, s))) await RestrictedReads.NoteAsync(context, "story " + story.Id, ct);
        var table = Tables.Of("话题", ["内容", "主题", "#帖文", "#作者", "#平台", "#最高风险", "首次出现", "最近"], stories.Where(s => Permissions.Sees(context.User, s)).Select(StoryRows.Row), "最近 3 天没有话题。");
        return new PageResult("话题", "/stories", $"<section id=\"stories\" class=\"card\" data-live=\"posts\"><h2>最近 3 天 <small>最近增长的在前</small></h2>{table}</section>");
    }

    public static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Archive.StoryAsync(id, ct) is not { } story) return Refusals.NotFound("话题");
        if (!Permissions.Sees(context.User, story)) return Refusals.Forbidden();
        if (Permissions.IsRestricted(story)) await RestrictedReads.NoteAsync(context, "story " + story.Id, ct);

        // Asked for under an id that was merged away, the story answers with the one it went into.
        var posts = await desk.Archive.SearchAsync(new PostQuery { StoryId = story.Id, Limit = Most }, ct);
        await PostRows.NoteAsync(context, posts, ct);
        Html body = $"""
            <section id="story" class="card" data-live="posts"><p class="quote">{story.Text}</p>
            <dl class="facts"><div><dt>主题</dt><dd>{Terms.Of(story.Topic)}</dd></div><div><dt>帖文</dt><dd>{story.Posts}</dd></div><div><dt>作者</dt><dd>{story.Authors}</dd></div>
            <div><dt>来源</dt><dd>{story.Sources}</dd></div><div><dt>最高风险</dt><dd>{story.MaxRisk:0.00}</dd></div><div><dt>平均风险</dt><dd>{story.MeanRisk:0.00}</dd></div>
            <div><dt>近 1 小时 / 此前 1 小时</dt><dd>{Within(posts, desk.Now, 0)} / {Within(posts, desk.Now, 1)} 帖{Growth(posts, desk.Now)}</dd></div>
            <div><dt>首次出现</dt><dd>{Times.Tag(story.FirstSeen)}</dd></div><div><dt>最近</dt><dd>{Times.Tag(story.LastSeen)}</dd></div>{FateMarks.Facts(posts)}</dl>
            {await CasePages.LinkAsync(context, desk, new[] { story.Id, id }.Distinct().Select(Case.OfStory), Links.To("stories", story.Id), Permissions.MayLabel(context.User), ct)}</section>
            {ClaimRows.Contradicted(posts)}
            <div class="two"><section class="card"><h2>时间线</h2><div class="chart small" role="img" aria-label="话题各平台帖文数量随时间累计" data-chart="story" data-src="/api/stories/{Uri.EscapeDataString(story.Id)}/timeline" data-live-chart="posts"></div></section>
            <section id="spread" class="card" data-live="posts"><h2>平台扩散</h2>{Spread(posts)}</section></div>
            <section id="members" class="card" data-live="posts"><h2>帖文 <small>{posts.Count} 条</small></h2>{PostRows.Table(context, desk, posts)}</section>
            """;
        return new PageResult("话题详情", "/stories", body);
    }

    /// <summary>Posts published within the hour that many hours back.</summary>
    private static int Within(IReadOnlyList<Post> posts, DateTimeOffset now, int hoursBack) =>
        posts.Count(p => p.Published <= now.AddHours(-hoursBack) && p.Published > now.AddHours(-hoursBack - 1));

    // Where the newest posts fill the page before two hours are covered, a ratio would be of what was cut off.
    private static string Growth(IReadOnlyList<Post> posts, DateTimeOffset now) => (Within(posts, now, 0), Within(posts, now, 1)) switch
    {
        _ when posts.Count == Most && posts[^1].Published > now.AddHours(-2) => "",
        (0, _) => "，近 1 小时无新帖",
        (_, 0) => "，新近出现",
        var (recent, before) => $"，{(double)recent / before:0.0} 倍",
    };

    /// <summary>Platforms in the order the story reached them.</summary>
    private static Html Spread(IReadOnlyList<Post> posts)
    {
        var rows = posts.GroupBy(p => p.Platform).Select(g => (Platform: g.Key, First: g.Min(p => p.Published), Count: g.Count())).OrderBy(g => g.First).ToList();
        var most = rows.Count == 0 ? 1 : rows.Max(r => r.Count);
        return Tables.Of("平台扩散", ["平台", "首次出现", "#帖文", ""],
            rows.Select(r => (Html)$"<tr><td>{Terms.Of(r.Platform)}</td><td>{Times.Tag(r.First)}</td><td class=\"num\">{r.Count}</td><td>{Bars.Of((double)r.Count / most, "neutral")}</td></tr>"), "没有帖文。");
    }
}
