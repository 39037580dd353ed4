using Monitor.Host.Demo.Clock;

namespace Monitor.Host.Demo.District;

/// <summary>A microblog: hot list and newest posts as JSON.</summary>
internal static class MicroblogSite
{
    public static void Map(WebApplication app, Scenario scenario, DemoPorts ports)
    {
        var group = app.MapGroup("").RequireHost($"*:{ports.Microblog}");
        group.MapGet("/robots.txt", () => Sites.Robots);
        group.MapGet("/api/hot", () => Results.Json(new { ok = 1, data = new { list = Hot(scenario, ports) } }));
        group.MapGet("/api/posts", () => Results.Json(new { ok = 1, data = new { list = Posts(scenario, ports) } }));
    }

    private static IEnumerable<object> Hot(Scenario scenario, DemoPorts ports) =>
        scenario.Shown("hot", 20).OrderByDescending(p => p.Heat).Select((p, i) => new
        {
            id = p.Id,
            rank = i + 1,
            word = p.Title,
            num = p.Heat,
            url = $"http://127.0.0.1:{ports.Microblog}/hot/{p.Id}",
        });

    private static IEnumerable<object> Posts(Scenario scenario, DemoPorts ports) =>
        scenario.Shown("microblog", 80).Select(p => new
        {
            id = p.Id,
            text = p.Text,
            created_at = Sites.Stamp(scenario, p),
            user = new { screen_name = p.Author },
            url = $"http://127.0.0.1:{ports.Microblog}/post/{p.Id}",
        });
}
