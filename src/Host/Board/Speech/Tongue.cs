using System.Globalization;

namespace Monitor.Host.Board.Speech;

/// <summary>
/// The language a reader chose. Pages are written in Chinese; what they say goes through <see cref="Say(string)"/>, which looks it up in one dictionary
/// when the reader asked for English. What has no entry stays Chinese. Outside a request of the board the language is always Chinese, so that
/// reports and letters are not touched.
/// </summary>
internal static class Tongue
{
    public const string Cookie = "monitor-lang";
    private const string Query = "lang";

    private static readonly AsyncLocal<bool> Chosen = new();

    public static bool English => Chosen.Value;

    /// <summary>For the lang attribute.</summary>
    public static string Code => English ? "en" : "zh-CN";

    public static string Say(string chinese) => English ? Dictionary.English.GetValueOrDefault(chinese, chinese) : chinese;

    /// <param name="chinese">With holes {0}, {1}; the English may order them otherwise.</param>
    /// <param name="values">Numbers are written in the invariant culture.</param>
    public static string Say(string chinese, params object?[] values) => string.Format(CultureInfo.InvariantCulture, Say(chinese), values);

    /// <summary>?lang=en or ?lang=zh chooses, and a cookie remembers it.</summary>
    public static async Task Apply(HttpContext context, RequestDelegate next)
    {
        var asked = context.Request.Query[Query].ToString();
        var chosen = asked is "en" or "zh" ? asked : context.Request.Cookies[Cookie];
        if (asked is "en" or "zh")
        {
            context.Response.Cookies.Append(Cookie, asked, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            });
        }

        Chosen.Value = chosen == "en";
        await next(context);
    }

    /// <summary>The same page in the other language.</summary>
    public static string Switch(HttpRequest request)
    {
        var parts = request.Query.Where(q => q.Key != Query).SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v)).Append(new(Query, English ? "zh" : "en"));
        // A refused form is shown where it was sent; there is nothing to read there.
        return (HttpMethods.IsGet(request.Method) ? request.Path.Value : "/") + QueryString.Create(parts).ToString();
    }
}
