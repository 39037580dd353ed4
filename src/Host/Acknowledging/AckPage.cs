using Monitor.Core.Alerts;
using Monitor.Host.Board;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Acknowledging;

/// <summary>
/// The small pages behind links: no menu, no sign-in, no script, and of the alert only what the notice said. Addresses are relative, so that they
/// hold under a proxy's path too.
/// </summary>
internal sealed class AckPage(AckWords words, string title, Html body, int status) : IResult
{
    public static AckPage Ask(AckWords words, Alert alert) => new(words, words.Title, $"""
        {Facts(words, alert)}
        <p>{words.Ask}</p>
        <form method="post"><label>{words.Name}<input name="who" maxlength="{AckDesk.MostName}" autocomplete="name"></label><button>{words.Button}</button></form>
        """, 200);

    public static AckPage Done(AckWords words, Alert alert) => new(words, words.Done, $"{Facts(words, alert)}<p role=\"status\">{words.DoneNote}</p>{Board(words, alert)}", 200);

    /// <summary>Nothing left to do, kindly said.</summary>
    public static AckPage Settled(AckWords words, Alert alert) => new(words, words.Title, $"{Facts(words, alert)}<p role=\"status\">{State(words, alert)}</p>{Board(words, alert)}", 200);

    public static AckPage Used(AckWords words, Alert alert) => new(words, words.UsedTitle, $"{Facts(words, alert)}<p role=\"status\">{words.Used}{State(words, alert)}</p>{Board(words, alert)}", 410);

    public static AckPage Expired(AckWords words) => new(words, words.ExpiredTitle, $"<p>{words.Expired}</p>{Board(words, null)}", 410);

    public static AckPage Gone(AckWords words) => new(words, words.GoneTitle, $"<p>{words.Gone}</p>{Board(words, null)}", 404);

    /// <summary>In both languages, for nothing is known of who sent it.</summary>
    public static AckPage Forged() => new(AckWords.Chinese, "链接无效", $"<p>这个链接无效：可能没有复制完整。请从通知中重新打开，或登录看板受理。</p><p lang=\"en\">This link is not valid; it may have been cut off. Open it from the notice again, or acknowledge on the board.</p>{Board(AckWords.Chinese, null)}", 404);

    public static AckPage Busy() => new(AckWords.Chinese, "请稍候", $"<p>请求过于频繁，请一分钟后再试。</p><p lang=\"en\">Too many requests; please try again in a minute.</p>", 429);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        Html page = $"""
            <!DOCTYPE html>
            <html lang="{words.Lang}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{title}</title>
            <link rel="icon" href="../assets/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="../assets/board.css?v={AssetFiles.Version}">
            </head>
            <body><main id="main"><h1>{title}</h1><section class="card narrow">{body}</section></main></body></html>
            """;
        return httpContext.Response.WriteAsync(page.ToString());
    }

    /// <summary>Of people in distress not even the title: whoever holds the link knows what it is about, others need not.</summary>
    private static Html Facts(AckWords words, Alert alert) => $"""
        <h2>{(alert.Restricted ? words.Care : alert.Title)}</h2>
        <dl class="facts"><div><dt>{words.Level}</dt><dd>{words.Of(alert.Level)}</dd></div><div><dt>{words.Team}</dt><dd>{words.Of(alert.Team)}</dd></div><div><dt>{words.Since}</dt><dd>{words.Time(alert.Since)}</dd></div></dl>
        """;

    private static string State(AckWords words, Alert alert) => alert switch
    {
        { State: AlertState.Resolved } => string.Format(null, words.Over, words.Time(alert.ResolvedAt ?? alert.UpdatedAt)),
        { AcknowledgedAt: { } at } => string.Format(null, words.Taken, alert.AcknowledgedBy, words.Time(at)),
        _ => "",
    };

    private static Html Board(AckWords words, Alert? alert) => $"<p><a href=\"../{(alert is null ? "" : "alerts/" + Uri.EscapeDataString(alert.Id))}\">{words.Board}</a></p>";
}
