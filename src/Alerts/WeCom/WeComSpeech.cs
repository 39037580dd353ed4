using System.Text;
using System.Text.Json;
using Monitor.Alerts.Rate;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.WeCom;

/// <summary>Group robot of WeCom (企业微信). No signature: the key is the secret.</summary>
internal sealed class WeComSpeech(WeComOptions options) : IRobotSpeech
{
    /// <summary>UTF-8 bytes of <c>content</c>; the robot counts bytes, not characters.</summary>
    public const int MostMarkdown = 4096;
    public const int MostText = 2048;

    /// <summary>The robot allows 20 a minute.</summary>
    public static readonly RateRule Rate = new(18, 12, TimeSpan.FromMinutes(1));

    private static readonly JsonSerializerOptions Writing = new() { Encoder = TextWeight.Encoder };

    public IReadOnlyList<string> Bodies(Notice notice)
    {
        var mention = LevelMark.IsLevel(notice, options.MentionFrom) ? options.Mention : [];
        return options.Format == WeComFormat.Text
            ? [.. NumberedParts.Of(LevelMark.Head(notice), PlainText.Of(notice.Text), MostText, TextWeight.Bytes, (h, b) => $"{h}\n{b}").Select(p => Text(p.Text, mention))]
            : [.. NumberedParts.Of(Markdown.Harmless(LevelMark.Head(notice)), Markdown.Body(notice), MostMarkdown, TextWeight.Bytes, Render(notice, mention)).Select(p => Marked(p.Text))];
    }

    public RobotCall Call(string body, DateTimeOffset now)
    {
        var key = options.Key!.Reveal();
        return new RobotCall(new Uri($"{options.Url}?key={Uri.EscapeDataString(key)}"), Encoding.UTF8.GetBytes(body), [key]);
    }

    public CodeMeaning? Meaning(long code, string message) => WeComCodes.Of(code);

    /// <summary>Field names and types are lower-case: MARKDOWN is refused with 40008.</summary>
    private static string Marked(string content) => JsonSerializer.Serialize(new { msgtype = "markdown", markdown = new { content } }, Writing);

    private static string Text(string content, IReadOnlyList<string> mention) => mention.Count == 0
        ? JsonSerializer.Serialize(new { msgtype = "text", text = new { content } }, Writing)
        : JsonSerializer.Serialize(new { msgtype = "text", text = new { content, mentioned_list = mention } }, Writing);

    private static Func<string, string, string> Render(Notice notice, IReadOnlyList<string> mention)
    {
        var colour = Colour(notice);
        var called = string.Concat(mention.Select(m => $"\n<@{m}>"));
        return (head, body) => $"<font color=\"{colour}\">**{head}**</font>\n{body.TrimEnd()}{called}";
    }

    /// <summary>All the robot has is green, grey and orange-red; the level is in the words.</summary>
    private static string Colour(Notice notice) => (notice.Kind, notice.Level) switch
    {
        (NoticeKind.Resolved or NoticeKind.Settled, _) => "info",
        _ => LevelMark.IsLevel(notice, WarningLevel.Yellow) ? "warning" : "comment",
    };
}
