using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

internal static class PostPages
{
    public static async Task<IResult> List(HttpContext context, Desk desk, CancellationToken ct)
    {
        var query = PostSearch.Read(context.Request.Query);
        var posts = await desk.Archive.SearchAsync(query, ct);
        var address = PostSearch.Address(query, 0);
        var file = "/posts/file?" + (address.Contains('?', StringComparison.Ordinal) ? address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..] + "&" : "") + "format=";
        await PostRows.NoteAsync(context, posts, ct);
        Html body = $"""
            {PostSearch.Form(desk, query)}
            {await SavedFilters.ShowAsync(context, desk, address, ct)}
            <section id="found" class="card" data-live="posts"><h2>{Say("结果")} <small>{Say("新发布的在前")} · <a href="{file}csv">CSV</a> · <a href="{file}xlsx">XLSX</a> {Say("（至多 {0} 条）", PostFiles.Most)}</small></h2>{PostRows.Table(context, desk, posts)}{PostSearch.Pager(query, posts.Count)}</section>
            """;
        return new PageResult("帖文", "/posts", body);
    }

    public static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Archive.PostAsync(id, ct) is not { } post) return Refusals.NotFound("帖文");
        if (!Permissions.Sees(context.User, post)) return Refusals.Forbidden();
        if (Permissions.IsRestricted(post)) await RestrictedReads.NoteAsync(context, "post " + id, ct);

        var reasons = post.Assessment?.Rumour.Reasons ?? [];
        Html author = Permissions.SeesAuthor(context.User, post) ? $"<div><dt>作者代号</dt><dd>{PostRows.Author(post.AuthorKey)}</dd></div>" : Html.Empty;
        Html story = post.StoryId is null ? (Html)$"—" : $"<a href=\"{Links.To("stories", post.StoryId)}\">查看同一话题</a>";
        Html body = $"""
            <section class="card"><p class="quote">{Spans.Mark(post.FullText, [.. reasons, .. (post.Assessment?.Claims ?? []).Select(c => new Reason("claim", c.Claim.Quote, 0))])}</p>
            <dl class="facts"><div><dt>来源</dt><dd>{desk.SourceName(post.SourceId)}（{Terms.Of(post.Platform)}{(post.Role == SourceRole.Official ? "，官方" : "")}）</dd></div>
            <div><dt>发布</dt><dd>{Times.Full(post.Published)}</dd></div><div><dt>发现</dt><dd>{Times.Full(post.FirstSeen)}</dd></div>{FateMarks.Facts(post)}{author}
            <div><dt>话题</dt><dd>{story}</dd></div><div><dt>热度 / 回复</dt><dd>{post.Heat ?? 0} / {post.Replies ?? 0}</dd></div>
            <div><dt>原文地址</dt><dd>{(Permissions.SeesAddress(context.User, post) ? Links.Outside(post.Url) : $"仅宣传人员可见")}</dd></div></dl></section>
            {(post.Assessment is null ? (Html)$"<section class=\"card\"><p class=\"empty\">未评估。模型可用后会自动补评。</p></section>" : Judged(post, post.Assessment))}
            {(post.Assessment is null ? Html.Empty : ClaimRows.Of(post.Assessment))}
            {FateMarks.History(post.Edited is null ? [] : await desk.Archive.RevisionsAsync(id, ct))}
            {await LabelForms.ShowAsync(context, desk, post, ct)}
            """;
        return new PageResult("帖文详情", "/posts", body);
    }

    private static Html Judged(Post post, Assessment a)
    {
        var s = a.Sentiment;
        var reasons = a.Rumour.Reasons.OrderByDescending(r => Math.Abs(r.Weight)).Select(r => (Html)$"""
            <tr><td>{Terms.Of(r.Kind)}</td><td class="wide">{r.Text}</td><td class="num">{r.Weight:+0.00;-0.00;0}</td><td>{(r.Weight >= 0 ? "推高" : "降低")}</td></tr>
            """);
        return $"""
            <div class="two"><section class="card"><h2>风险 {Badges.Of(a.Rumour.Band)} <small>{a.Rumour.Score:0.00}</small></h2>
            {(post.Role == SourceRole.Official ? (Html)$"<p class=\"muted\">官方来源不计风险。</p>" : Html.Empty)}
            {Tables.Of("判定依据", ["依据", "内容", "#权重", "方向"], reasons, "没有突出的依据。")}</section>
            <section class="card"><h2>情绪 {Badges.Of(s.Label)}</h2><table class="moods"><tbody>{Mood("负面", s.Negative, "negative")}{Mood("中性", s.Neutral, "neutral")}{Mood("正面", s.Positive, "positive")}</tbody></table>
            <dl class="facts"><div><dt>主题</dt><dd>{string.Join("、", a.Topics.Select(Terms.Of))}</dd></div><div><dt>形式</dt><dd>{Terms.Of(a.Form)}</dd></div>
            <div><dt>相关度</dt><dd>{a.Relevance:0.00}</dd></div><div><dt>模型</dt><dd>{a.Model}</dd></div></dl></section></div>
            """;
    }

    private static Html Mood(string name, double share, string kind) =>
        $"<tr><th scope=\"row\">{name}</th><td>{Bars.Of(share, kind)}</td><td class=\"num\">{share * 100:0} %</td></tr>";
}
