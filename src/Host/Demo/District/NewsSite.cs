using System.Globalization;
using System.Xml.Linq;
using Monitor.Host.Demo.Clock;

namespace Monitor.Host.Demo.District;

/// <summary>The city's news with an RSS 2.0 feed.</summary>
internal static class NewsSite
{
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public static void Map(WebApplication app, Scenario scenario, DemoPorts ports)
    {
        var group = app.MapGroup("").RequireHost($"*:{ports.News}");
        group.MapGet("/robots.txt", () => Sites.Robots);
        group.MapGet("/feed.xml", () => Results.Text(Feed(scenario, ports), "application/rss+xml; charset=utf-8"));
    }

    private static string Feed(Scenario scenario, DemoPorts ports)
    {
        var root = $"http://127.0.0.1:{ports.News}";
        var channel = new XElement("channel",
            new XElement("title", "云川新闻网"), new XElement("link", root), new XElement("description", "云川市本地新闻"),
            scenario.Shown("news", 30).Select(p => new XElement("item",
                new XElement("title", p.Title),
                new XElement("link", $"{root}/news/{p.Id}.html"),
                new XElement("guid", new XAttribute("isPermaLink", "false"), p.Id),
                new XElement(Dc + "creator", p.Author),
                new XElement("pubDate", scenario.At(p.Minute).ToUniversalTime().ToString("r", CultureInfo.InvariantCulture)),
                new XElement("description", p.Text))));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            + new XElement("rss", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "dc", Dc.NamespaceName), channel);
    }
}
