using System.Globalization;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

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
        <label>{Say("词语（空格分隔，须全部出现）")}<input name="words" value="{query.Words}" maxlength="100"></label>
        <label>{Say("主题")}<select name="topic"><option value="">{Say("全部")}</option>{Topics.All.Select(t => Option(t, Terms.Of(t), query.Topic))}</select></label>
        <label>{Say("情绪")}<select name="sentiment"><option value="">{Say("全部")}</option>{Enum.GetValues<SentimentLabel>().Select(s => Option(s.ToString(), Words.Of(s), query.Sentiment?.ToString()))}</select></label>
        <label>{Say("风险")}<select name="band"><option value="">{Say("全部")}</option>{Enum.GetValues<RiskBand>().Select(b => Option(b.ToString(), Words.Of(b), query.Band?.ToString()))}</select></label>
        <label>{Say("来源")}<select name="source"><option value="">{Say("全部")}</option>{desk.Config.Sources.Select(s => Option(s.Id, s.Name, query.SourceId))}</select></label>
        <label>{Say("从（北京时间）")}<input type="datetime-local" name="from" value="{Times.ToField(query.From)}"></label>
        <label>{Say("到（北京时间）")}<input type="datetime-local" name="until" value="{Times.ToField(query.Until)}"></label>
        <button>{Say("查询")}</button></form>
        """;

    public static Html Pager(PostQuery query, int shown)
    {
        Html back = query.Offset > 0 ? $"<a href=\"{Address(query, Math.Max(0, query.Offset - PageSize))}\">{Say("上一页")}</a>" : Html.Empty;
        Html on = shown == PageSize ? $"<a href=\"{Address(query, query.Offset + PageSize)}\">{Say("下一页")}</a>" : Html.Empty;
        return $"<nav class=\"pager\" aria-label=\"{Say("翻页")}\">{back} {on}</nav>";
    }

    /// <summary>The search as an address.</summary>
    public static string Address(PostQuery query, int offset)
    {
        KeyValuePair<string, string?>[] parts =
        [
            new("words", query.Words), new("topic", query.Topic), new("sentiment", query.Sentiment?.ToString()), new("band", query.Band?.ToString()),
            new("source", query.SourceId), new("from", Times.ToField(query.From)), new("until", Times.ToField(query.Until)),
            new("offset", offset == 0 ? null : offset.ToString(CultureInfo.InvariantCulture)),
        ];
        return "/posts" + QueryString.Create(parts.Where(p => !string.IsNullOrEmpty(p.Value)));
    }

    private static Html Option(string value, string name, string? chosen) =>
        value == chosen ? (Html)$"<option value=\"{value}\" selected>{name}</option>" : $"<option value=\"{value}\">{name}</option>";

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static T? One<T>(string? value) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => v.ToString() == value).Select(v => (T?)v).FirstOrDefault();
}
