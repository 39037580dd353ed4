using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board;

/// <summary>What a page shows and what to do on it, above the page until its reader closes it; each reader closes their own.</summary>
internal static class GuideCard
{
    public const string Path = "/guides/close";
    private const string All = "*";

    public static async Task<Html> OfAsync(HttpContext context, string page, int status)
    {
        // Pages within a page (one alert, one post) belong to the same head; their guide is the list's.
        if (status != 200 || context.Request.Path != page || Guides.Of(page) is not { } text || context.User.Identity?.Name is not { Length: > 0 } who) return Html.Empty;
        var closed = await ClosedAsync(context, who);
        if (closed.Contains(page) || closed.Contains(All)) return Html.Empty;
        return $"""
            <section id="guide" class="card guide" aria-labelledby="guide-head"><h2 id="guide-head">{Say("这一页怎么用")}</h2><p>{Say(text)}</p>
            <form method="post" action="{Path}" class="inline">{PageResult.TokenField(context)}<input type="hidden" name="page" value="{page}"><button name="which" value="{page}">{Say("知道了")}</button>
            <button class="plain" name="which" value="{All}">{Say("不再显示任何说明")}</button></form></section>
            """;
    }

    public static async Task<IResult> Close(HttpContext context, Desk desk, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var (page, which) = (form["page"].ToString(), form["which"].ToString());
        if (Guides.Of(page) is null || which is not All && which != page) return Refusals.BadForm();
        var who = context.User.Identity!.Name!;
        var closed = await ClosedAsync(context, who);
        if (closed.Add(which)) await desk.Ledger.SetSettingAsync(Key(who), string.Join(' ', closed.Order(StringComparer.Ordinal)), ct);
        return Results.LocalRedirect(page);
    }

    private static async Task<HashSet<string>> ClosedAsync(HttpContext context, string who) =>
        [.. (await context.RequestServices.GetRequiredService<Desk>().Ledger.SettingAsync(Key(who), context.RequestAborted) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Key(string who) => "board.guides." + who;
}
