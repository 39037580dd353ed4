using System.Globalization;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>The search form and the query it makes. Values outside the lists are ignored, never an error page.</summary>
internal static class PostSearch
{
    public const int PageSize = 50;

    public static PostQuery Read(IQueryCollection query) => new()
    {
        Words = Text(query["words"]),
        Topic = Topics.All.FirstOrDefault(t => t == query["topic"]),
        Sentiment = One<SentimentLabel>(query["sentiment"]),
        Band = One<RiskBand>(query["band"]),
        SourceId = Text(query["source"]),
        From = Times.FromField(query["from"]),
        Until = Times.FromField(query["until"]),
        Limit = PageSize,
        Offset = int.TryParse(query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? Math.Min(offset, 100_000) : 0,
    };

    public static Html Form(Desk desk, PostQuery query) => $"""
        <form method="get" action="/posts" class="card search" role="search">
        <label>词语（空格分隔，须全部出现）<input name="words" value="{query.Words}" maxlength="100"></label>
        <label>主题<select name="topic"><option value="">全部</option>{Topics.All.Select(t => Option(t, Terms.Of(t), query.Topic))}</select></label>
        <label>情绪<select name="sentiment"><option value="">全部</option>{Enum.GetValues<SentimentLabel>().Select(s => Option(s.ToString(), Words.Of(s), query.Sentiment?.ToString()))}</select></label>
        <label>风险<select name="band"><option value="">全部</option>{Enum.GetValues<RiskBand>().Select(b => Option(b.ToString(), Words.Of(b), query.Band?.ToString()))}</select></label>
        <label>来源<select name="source"><option value="">全部</option>{desk.Config.Sources.Select(s => Option(s.Id, s.Name, query.SourceId))}</select></label>
        <label>从（北京时间）<input type="datetime-local" name="from" value="{Times.ToField(query.From)}"></label>
        <label>到（北京时间）<input type="datetime-local" name="until" value="{Times.ToField(query.Until)}"></label>
        <button>查询</button></form>
        """;

    public static Html Pager(PostQuery query, int shown)
    {
        Html back = query.Offset > 0 ? $"<a href=\"{Address(query, Math.Max(0, query.Offset - PageSize))}\">上一页</a>" : Html.Empty;
        Html on = shown == PageSize ? $"<a href=\"{Address(query, query.Offset + PageSize)}\">下一页</a>" : Html.Empty;
        return $"<nav class=\"pager\" aria-label=\"翻页\">{back} {on}</nav>";
    }

    private static string Address(PostQuery query, int offset)
    {
        KeyValuePair<string, string?>[] parts =
        [
            new("words", query.Words), new("topic", query.Topic), new("sentiment", query.Sentiment?.ToString()), new("band", query.Band?.ToString()),
            new("source", query.SourceId), new("from", Times.ToField(query.From)), new("until", Times.ToField(query.Until)),
            new("offset", offset.ToString(CultureInfo.InvariantCulture)),
        ];
        return "/posts" + QueryString.Create(parts.Where(p => !string.IsNullOrEmpty(p.Value)));
    }

    private static Html Option(string value, string name, string? chosen) =>
        value == chosen ? (Html)$"<option value=\"{value}\" selected>{name}</option>" : $"<option value=\"{value}\">{name}</option>";

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static T? One<T>(string? value) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => v.ToString() == value).Select(v => (T?)v).FirstOrDefault();
}
