using Monitor.Host.Demo.Clock;

namespace Monitor.Host.Demo.Setup;

/// <summary>The district's sites as source definitions.</summary>
internal static class DemoSources
{
    public static IEnumerable<(string File, string Yaml)> All(DemoPorts ports)
    {
        yield return ("microblog.yaml", $"""
            id: microblog
            name: 云川微博
            kind: json-list
            platform: weibo
            interval: 60s
            verified: 2026-11-25
            options:
              url: http://127.0.0.1:{ports.Microblog}/api/posts
              items: data.list
              fields:
                id: id
                text: text
                author: user.screen_name
                published: created_at
                url: url

            """);
        yield return ("hot-list.yaml", $"""
            id: hot-list
            name: 云川微博热榜
            kind: json-list
            platform: weibo
            interval: 60s
            verified: 2026-11-25
            options:
              url: http://127.0.0.1:{ports.Microblog}/api/hot
              items: data.list
              fields:
                id: id
                title: word
                heat: num
                rank: rank
                url: url

            """);
        yield return ("forum.yaml", $"""
            id: forum
            name: 青梧论坛
            kind: page
            platform: forum
            interval: 60s
            verified: 2026-11-25
            options:
              url: http://127.0.0.1:{ports.Forum}/list
              rows: li.thread
              fields:
                title: a.title
                url: a.title@href
                author: span.author
                published: time@datetime
                text: p.body

            """);
        yield return ("news.yaml", $"""
            id: news
            name: 云川新闻网
            kind: feed
            platform: news
            interval: 60s
            verified: 2026-11-25
            options:
              url: http://127.0.0.1:{ports.News}/feed.xml

            """);
        yield return ("notices.yaml", $"""
            id: notices
            name: 青梧区招生考试中心公告
            kind: page
            platform: official
            role: official
            interval: 60s
            verified: 2026-11-25
            options:
              url: http://127.0.0.1:{ports.Notices}/notices
              rows: article
              fields:
                title: h2 a
                url: h2 a@href
                author: span.author
                published: time@datetime
                text: div.text

            """);
    }
}
