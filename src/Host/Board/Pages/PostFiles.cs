using System.Globalization;
using Monitor.Alerts.Listing;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>
/// The posts of a search as a file: the masked text, as kept; whose they are, and the address that may tell it, only for those who see authors; what is restricted stays out for everybody,
/// because a file goes where no page can follow. Noted in the audit trail.
/// </summary>
internal static class PostFiles
{
    /// <summary>Rows of one file; a reader with more narrows the search.</summary>
    public const int Most = 10_000;

    private const int Page = 500;
    private static readonly string[] Heads = ["发布（北京时间）", "发现（北京时间）", "来源", "平台", "标题", "正文", "情绪", "风险", "风险值", "主题", "热度", "回复", "话题编号", "地址", "编号"];
    private static readonly int[] Wide = [4, 5, 13];

    public static async Task<IResult> Download(HttpContext context, string? format, Desk desk, CancellationToken ct)
    {
        if (format is not ("csv" or "xlsx")) return Refusals.NotFound("文件");
        var query = PostSearch.Read(context.Request.Query);
        var posts = await ReadAsync(desk, query, ct);
        var authors = Permissions.SeesAuthors(context.User);
        IReadOnlyList<string> heads = authors ? [.. Heads, "作者代号"] : Heads;
        var rows = posts.Select(p => Cells(context, desk, p, authors));
        var file = format == "csv" ? TableFile.Csv(heads, rows) : TableFile.Xlsx("帖文", heads, rows, Wide);
        await desk.Ledger.AuditAsync(new AuditEntry(desk.Now, context.User.Identity!.Name!, "posts.file", format, $"{posts.Count} rows: {PostSearch.Address(query, 0)}"), ct);
        return Results.File(file, format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"帖文-{desk.Now.ToOffset(Times.Offset):yyyyMMdd-HHmm}.{format}");
    }

    private static async Task<List<Post>> ReadAsync(Desk desk, Core.Contracts.PostQuery query, CancellationToken ct)
    {
        List<Post> kept = [];
        for (var offset = 0; kept.Count < Most; offset += Page)
        {
            var page = await desk.Archive.SearchAsync(query with { Limit = Page, Offset = offset }, ct);
            kept.AddRange(page.Where(p => !Permissions.IsRestricted(p)));
            if (page.Count < Page) break;
        }

        return kept.Count <= Most ? kept : kept[..Most];
    }

    private static List<string> Cells(HttpContext context, Desk desk, Post p, bool authors)
    {
        var a = p.Assessment;
        List<string> cells =
        [
            Time(p.Published), Time(p.FirstSeen), desk.SourceName(p.SourceId), Terms.Of(p.Platform), p.Title ?? "", p.Text, a is null ? "未评估" : Words.Of(a.Sentiment.Label), a is null ? "" : Words.Of(a.Rumour.Band),
            a is null ? "" : a.Rumour.Score.ToString("0.00", CultureInfo.InvariantCulture), a is null ? "" : string.Join("、", a.Topics.Select(Terms.Of)), p.Heat?.ToString(CultureInfo.InvariantCulture) ?? "",
            p.Replies?.ToString(CultureInfo.InvariantCulture) ?? "", p.StoryId ?? "", Permissions.SeesAddress(context.User, p) ? p.Url ?? "" : "", p.Id,
        ];
        if (authors) cells.Add(Permissions.SeesAuthor(context.User, p) ? p.AuthorKey ?? "" : "");
        return cells;
    }

    private static string Time(DateTimeOffset at) => at.ToOffset(Times.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
