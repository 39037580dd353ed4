using System.Net;
using System.Text.RegularExpressions;

namespace Monitor.Core.Alerts;

/// <summary>
/// THE place where what an exercise says is told from reality. It works on the finished notice, behind all templates, so no template can forget it;
/// channels that cut a message into parts put <see cref="Notice.Mark"/> before each part.
/// </summary>
public static partial class DrillMark
{
    public const string Chinese = "【演练】";
    public const string English = "[EXERCISE]";

    public static string In(Language language) => language == Language.En ? English : Chinese;

    /// <summary>The notice with subject, text and HTML beginning with the mark. One that is marked already stays as it is.</summary>
    public static Notice On(Notice notice, Language language)
    {
        ArgumentNullException.ThrowIfNull(notice);
        if (notice.Mark is not null) return notice;
        var mark = In(language);
        var sentence = mark + (language == Language.En ? "This is an exercise, not a real event." : "本信息为演练，不是真实情况。");
        return notice with
        {
            Mark = mark,
            Subject = mark + Off(notice.Subject, Chinese),
            Text = sentence + "\n" + notice.Text,
            Html = notice.Html is null ? null : Into(notice.Html, $"<p style=\"border:2px solid #b00;padding:6px;font-weight:bold\">{WebUtility.HtmlEncode(sentence)}</p>"),
        };
    }

    /// <summary>A title with the mark, once; what the book stores of an exercise carries it, whatever becomes of it later.</summary>
    public static string Title(string title) => Chinese + Off(title, Chinese);

    /// <summary>The text without the mark, for those who put it elsewhere.</summary>
    public static string Off(string text, string? mark) => mark is null ? text : text.Replace(mark, "", StringComparison.Ordinal);

    private static string Into(string html, string banner)
    {
        var body = Body().Match(html);
        return body.Success ? html.Insert(body.Index + body.Length, banner) : banner + html;
    }

    [GeneratedRegex("<body[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Body();
}
