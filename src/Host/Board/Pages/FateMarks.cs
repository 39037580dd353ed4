using Monitor.Core.Posts;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>What became of posts at their source: edited, deleted.</summary>
internal static class FateMarks
{
    /// <summary>Behind a post in a list.</summary>
    public static Html Of(Post post) =>
        $"{(post.Edited is null ? Html.Empty : (Html)$" <span class=\"muted\">已编辑</span>")}{(post.GoneSince is null ? Html.Empty : (Html)$" <span class=\"muted\">原文已删除</span>")}";

    /// <summary>Among the facts of one post.</summary>
    public static Html Facts(Post post) => $"""
        {(post.Edited is { } edited ? (Html)$"<div><dt>编辑</dt><dd>{Times.Full(edited)}</dd></div>" : Html.Empty)}{(post.GoneSince is { } gone ? (Html)$"<div><dt>原文已删除</dt><dd>{Times.Full(gone)} 起</dd></div>" : Html.Empty)}
        """;

    /// <summary>Among the facts of a story.</summary>
    public static Html Facts(IReadOnlyList<Post> posts)
    {
        var (edited, gone) = (posts.Count(p => p.Edited is not null), posts.Count(p => p.GoneSince is not null));
        return edited + gone == 0 ? Html.Empty : $"<div><dt>已编辑 / 原文已删除</dt><dd>{edited} / {gone} 帖</dd></div>";
    }

    /// <summary>What the post said before, the latest first.</summary>
    public static Html History(IReadOnlyList<PostRevision> revisions) => revisions.Count == 0
        ? Html.Empty
        : (Html)$"<section class=\"card\" id=\"history\"><h2>编辑前的内容 <small>最近的在前</small></h2>{revisions.Select(r => (Html)$"<p class=\"muted\">{Times.Full(r.Until)} 之前</p><p class=\"quote\">{r.FullText}</p>")}</section>";
}
