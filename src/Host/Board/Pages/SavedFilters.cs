using System.Text.Json;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>A search a person named, to come back to.</summary>
internal sealed record SavedFilter(string Name, string Address);

/// <summary>Each reader's own named searches, kept in the ledger.</summary>
internal static class SavedFilters
{
    public const string Path = "/posts/filters";
    public const int Most = 20;
    private const int LongestName = 40;
    private const string Start = "/posts?";

    public static async Task<Html> ShowAsync(HttpContext context, Desk desk, string address, CancellationToken ct)
    {
        var filters = await ReadAsync(desk, context.User.Identity!.Name!, ct);
        Html list = filters.Count == 0 ? Html.Empty : $"<ul class=\"filters\" aria-label=\"{Say("已存条件")}\">{filters.Select(f => Item(context, f))}</ul>";
        Html form = !address.StartsWith(Start, StringComparison.Ordinal) ? Html.Empty : $"""
            <form method="post" action="{Path}" class="inline">{PageResult.TokenField(context)}<input type="hidden" name="address" value="{address}">
            <input name="name" aria-label="{Say("条件名称")}" placeholder="{Say("条件名称")}" maxlength="{LongestName}" required><button>{Say("存为常用条件")}</button></form>
            """;
        if (filters.Count == 0 && !address.StartsWith(Start, StringComparison.Ordinal)) return Html.Empty;
        return $"<section id=\"filters\" class=\"card inline wrap\">{list}{form}</section>";
    }

    public static async Task<IResult> Save(HttpContext context, Desk desk, CancellationToken ct)
    {
        var (form, who) = (await context.Request.ReadFormAsync(ct), context.User.Identity!.Name!);
        var name = form["name"].ToString().Trim();
        if (name.Length is 0 or > LongestName || Known(form["address"]) is not { } address) return Refusals.BadForm();
        var filters = (await ReadAsync(desk, who, ct)).Where(f => f.Name != name).ToList();
        if (filters.Count >= Most) return Refusals.Conflict($"最多存 {Most} 个条件，请先删除不用的。");
        await WriteAsync(desk, who, filters.Append(new SavedFilter(name, address)), ct);
        return Results.LocalRedirect(address);
    }

    public static async Task<IResult> Remove(HttpContext context, Desk desk, CancellationToken ct)
    {
        var (form, who) = (await context.Request.ReadFormAsync(ct), context.User.Identity!.Name!);
        var name = form["name"].ToString();
        if (name.Length == 0) return Refusals.BadForm();
        await WriteAsync(desk, who, (await ReadAsync(desk, who, ct)).Where(f => f.Name != name), ct);
        return Results.LocalRedirect("/posts");
    }

    private static Html Item(HttpContext context, SavedFilter f) => $"""
        <li><a href="{f.Address}">{f.Name}</a><form method="post" action="{Path}/remove">{PageResult.TokenField(context)}<input type="hidden" name="name" value="{f.Name}">
        <button class="plain" aria-label="{Say("删除条件：")}{f.Name}">×</button></form></li>
        """;

    /// <summary>The address as our own form would write it, so that nothing else is ever stored or led to.</summary>
    private static string? Known(string? address)
    {
        if (address is null || !address.StartsWith(Start, StringComparison.Ordinal)) return null;
        var query = new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[(Start.Length - 1)..]));
        var known = PostSearch.Address(PostSearch.Read(query), 0);
        return known.StartsWith(Start, StringComparison.Ordinal) ? known : null;
    }

    private static async Task<IReadOnlyList<SavedFilter>> ReadAsync(Desk desk, string who, CancellationToken ct) =>
        await desk.Ledger.SettingAsync(Key(who), ct) is { Length: > 0 } stored ? JsonSerializer.Deserialize<SavedFilter[]>(stored) ?? [] : [];

    private static Task WriteAsync(Desk desk, string who, IEnumerable<SavedFilter> filters, CancellationToken ct) =>
        desk.Ledger.SetSettingAsync(Key(who), JsonSerializer.Serialize(filters.OrderBy(f => f.Name, StringComparer.Ordinal)), ct);

    private static string Key(string who) => "board.filters." + who;
}
