using System.Text;
using Monitor.Host.Demo.Clock;

namespace Monitor.Host.Demo.District;

/// <summary>An old forum: one list page in GBK, as many local boards still are.</summary>
internal static class ForumSite
{
    public static void Map(WebApplication app, Scenario scenario, DemoPorts ports)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gbk = Encoding.GetEncoding("GBK");
        var group = app.MapGroup("").RequireHost($"*:{ports.Forum}");
        group.MapGet("/robots.txt", () => Sites.Robots);
        group.MapGet("/list", () => Results.Bytes(gbk.GetBytes(Page(scenario)), "text/html"));
    }

    private static string Page(Scenario scenario)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html><head><meta charset=\"gbk\"><title>青梧论坛 - 家长里短</title></head><body><h1>青梧论坛</h1><ul id=\"threads\">\n");
        foreach (var post in scenario.Shown("forum", 60))
        {
            html.Append($"<li class=\"thread\" data-id=\"{post.Id}\"><a class=\"title\" href=\"/thread/{post.Id}\">{Sites.Encode(post.Title)}</a>")
                .Append($"<span class=\"author\">{Sites.Encode(post.Author)}</span>")
                .Append($"<time datetime=\"{Sites.Stamp(scenario, post)}\">{scenario.At(post.Minute):yyyy-MM-dd HH:mm}</time>")
                .Append($"<p class=\"body\">{Sites.Encode(post.Text)}</p></li>\n");
        }

        return html.Append("</ul></body></html>").ToString();
    }
}
