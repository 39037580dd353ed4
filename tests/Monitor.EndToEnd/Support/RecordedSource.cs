namespace Monitor.EndToEnd.Support;

/// <summary>What an operator would write to watch the site a recording came from.</summary>
internal static class RecordedSource
{
    public static string Yaml(Recorded one, string url) => one.Source switch
    {
        "weibo-hot-html" => Source(one, "page", url, """
              rows: section ul li
              fields:
                title: span@own-text
                url: a@href
                heat: span em
                rank: strong
            """),
        "zsmth" => Source(one, "page", url, """
              rows: table.board-list tbody tr
              fields:
                title: td.title_9 a
                url: td.title_9 a@href
            """),
        "gne-lists" => Source(one, "page", url, """
              rows: .news_title
              fields:
                title: h3 a
                url: h3 a@href
            """),
        "weibo-api" => Source(one, "json-list", url, """
              items: 'data.cards[*].card_group'
              okPath: ok
              fields:
                title: desc
                url: scheme
                id: scheme
            """),
        "v2ex-api" => Source(one, "json-list", url, """
              fields:
                title: title
                url: url
                text: content
                published: created
                replies: replies
            """),
        "zhihu-api" => Source(one, "json-list", url, """
              items: data
              fields:
                title: target.title_area.text || target.title
                url: target.link.url || target.url
                heat: target.metrics_area.text || detail_text
            """),
        _ => Source(one, "feed", url, "  maxItems: 1000"),
    };

    public static string ContentType(Recorded one) => one.Kind switch
    {
        "list-html" => "text/html",
        "hotlist" => "application/json",
        _ => "application/xml",
    };

    private static string Source(Recorded one, string kind, string url, string more) =>
        $"name: '{one.Id.Replace("'", "''", StringComparison.Ordinal)}'\nkind: {kind}\ninterval: 1h\noptions:\n  url: {url}\n{more}\n";
}
