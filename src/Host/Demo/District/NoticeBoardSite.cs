using System.Text;
using Monitor.Host.Demo.Clock;

namespace Monitor.Host.Demo.District;

/// <summary>The examination centre's official notices as one HTML page.</summary>
internal static class NoticeBoardSite
{
    public static void Map(WebApplication app, Scenario scenario, DemoPorts ports)
    {
        var group = app.MapGroup("").RequireHost($"*:{ports.Notices}");
        group.MapGet("/robots.txt", () => Sites.Robots);
        group.MapGet("/notices", () => Results.Text(Page(scenario), "text/html; charset=utf-8"));
    }

    private static string Page(Scenario scenario)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>通知公告 - 青梧区招生考试中心</title></head><body><div class=\"list\">\n");
        foreach (var post in scenario.Shown("notices", 30))
        {
            html.Append($"<article data-id=\"{post.Id}\"><h2><a href=\"/notices/{post.Id}.html\">{Sites.Encode(post.Title)}</a></h2>")
                .Append($"<time datetime=\"{Sites.Stamp(scenario, post)}\">{scenario.At(post.Minute):yyyy年M月d日 HH:mm}</time>")
                .Append($"<span class=\"author\">{Sites.Encode(post.Author)}</span><div class=\"text\">{Sites.Encode(post.Text)}</div></article>\n");
        }

        return html.Append("</div></body></html>").ToString();
    }
}
