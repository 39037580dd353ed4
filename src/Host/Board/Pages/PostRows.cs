using Monitor.Core.Posts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

internal static class PostRows
{
    public static Html Table(HttpContext context, Desk desk, IReadOnlyList<Post> posts)
    {
        var authors = Permissions.SeesAuthors(context.User);
        List<string> heads = ["时间", "来源", "内容", "情绪", "风险", "主题"];
        if (authors) heads.Add("作者");
        return Tables.Of("帖文", heads, posts.Where(p => Permissions.Sees(context.User, p)).Select(p => Row(context, desk, p, authors)), "没有符合条件的帖文。");
    }

    /// <summary>Restricted posts among those about to be shown; their ids, so that the trail says which.</summary>
    public static async Task NoteAsync(HttpContext context, IEnumerable<Post> posts, CancellationToken ct)
    {
        foreach (var post in posts.Where(p => Permissions.IsRestricted(p) && Permissions.Sees(context.User, p))) await RestrictedReads.NoteAsync(context, "post " + post.Id, ct);
    }

    public static Html Author(string? key) => key is null ? (Html)$"—" : $"<code>{(key.Length > 8 ? key[..8] : key)}</code>";

    private static Html Row(HttpContext context, Desk desk, Post post, bool authors)
    {
        var judged = post.Assessment;
        return $"""
            <tr><td>{Times.Tag(post.Published)}</td><td>{desk.SourceName(post.SourceId)}</td>
            <td class="wide"><a href="{Links.To("posts", post.Id)}">{StoryRows.Cut(post.FullText, 100)}</a>{(post.Backfill ? (Html)$" <span class=\"muted\">补录</span>" : Html.Empty)}{FateMarks.Of(post)}</td>
            <td>{(judged is null ? Html.Empty : Badges.Of(judged.Sentiment.Label))}</td><td>{(judged is null ? Html.Empty : Badges.Of(judged.Rumour.Band))}</td>
            <td>{(judged is null ? "未评估" : string.Join("、", judged.Topics.Take(2).Select(Terms.Of)))}</td>{(authors ? (Html)$"<td>{Author(Permissions.SeesAuthor(context.User, post) ? post.AuthorKey : null)}</td>" : Html.Empty)}</tr>
            """;
    }
}
