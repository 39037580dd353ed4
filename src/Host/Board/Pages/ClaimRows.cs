using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>Claims beside the official word: the post's own words, the verdict as a word, the official words with time and link.</summary>
internal static class ClaimRows
{
    public static Html Of(Assessment a)
    {
        if (a.Claims.Count == 0 && a.Rebuttal is null) return Html.Empty;
        var rows = a.Claims.OrderByDescending(c => c.Verdict).Select(c => (Html)$"""
            <tr><td>{Terms.Of(c.Claim.Kind)}</td><td class="wide">“{c.Claim.Quote}”<br><span class="muted">{Words.Of(c.Claim.Stance)}</span></td><td>{Badges.Of(c.Verdict)}</td><td class="wide">{Fact(c.Fact)}</td></tr>
            """);
        return $"""
            <section id="claims" class="card"><h2>可核对的说法</h2>{Rebuttal(a.Rebuttal)}
            {Tables.Of("可核对的说法", ["类型", "帖文原话", "核对", "官方说法"], rows, "没有可与官方说法对照的内容。")}
            <p class="muted">“暂无官方依据”只表示尚未收到相关官方说法，不代表属实或不属实。</p></section>
            """;
    }

    /// <summary>Official words that posts of a story contradict, with how many do.</summary>
    public static Html Contradicted(IReadOnlyList<Post> posts)
    {
        var facts = posts.SelectMany(p => (p.Assessment?.Claims ?? []).Where(c => c is { Verdict: ClaimVerdict.Contradicts, Fact: not null }).Select(c => (Post: p, Fact: c.Fact!, c.Claim)))
            .GroupBy(x => x.Fact.Id, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ToList();
        var denials = posts.Where(p => p.Assessment?.Rebuttal is not null).GroupBy(p => p.Assessment!.Rebuttal!.Id, StringComparer.Ordinal).ToList();
        if (facts.Count + denials.Count == 0) return Html.Empty;
        var rows = facts.Select(g => (Html)$"""
            <tr><td class="wide">{Fact(g.First().Fact)}</td><td class="wide">“{g.First().Claim.Quote}”</td><td class="num">{g.Select(x => x.Post.Id).Distinct().Count()}</td></tr>
            """);
        return $"""
            <section id="facts" class="card" data-live="posts"><h2>与官方说法不符之处</h2>{denials.Select(g => Rebuttal(g.First().Assessment!.Rebuttal))}
            {(facts.Count == 0 ? Html.Empty : Tables.Of("与官方说法不符之处", ["官方说法", "帖文原话（一例）", "#帖文数"], rows, "没有。"))}</section>
            """;
    }

    private static Html Rebuttal(OfficialRebuttal? r) =>
        r is null ? Html.Empty : (Html)$"<p>官方已辟谣：“{r.Quote}” <span class=\"muted\">{Times.Full(r.Published)}</span> {Links.Outside(r.Url)}</p>";

    private static Html Fact(OfficialFact? f) =>
        f is null ? (Html)$"—" : $"“{f.Quote}”<br><span class=\"muted\">{Times.Full(f.Published)}</span> {Links.Outside(f.Url)}";
}
