using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitor.Alerts.Rate;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.DingTalk;

/// <summary>Group robot of DingTalk (钉钉), messages as markdown.</summary>
internal sealed class DingTalkSpeech(DingTalkOptions options) : IRobotSpeech
{
    /// <summary>UTF-8 bytes of the whole body.</summary>
    public const int MostBody = 20_000;

    /// <summary>The robot allows 20 a minute and is mute for ten minutes after the 21st.</summary>
    public static readonly RateRule Rate = new(18, 12, TimeSpan.FromMinutes(1));

    private static readonly JsonSerializerOptions Writing = new() { Encoder = TextWeight.Encoder };

    public IReadOnlyList<string> Bodies(Notice notice)
    {
        var at = LevelMark.IsLevel(notice, options.AtFrom);
        var head = Markdown.Harmless(LevelMark.Head(notice));
        // The title stands once outside the text, so its weight is counted twice over.
        var around = Encoding.UTF8.GetByteCount(Body("", "", at)) + 400;
        // DingTalk's markdown joins lines unless two blanks end them.
        var body = Markdown.Body(notice).TrimEnd().Replace("\n", "  \n", StringComparison.Ordinal);
        return [.. NumberedParts.Of(head, body, MostBody - around, TextWeight.JsonBytes, (h, b) => Render(h, b, at)).Select(p => Body(p.Head, p.Text, at))];
    }

    public RobotCall Call(string body, DateTimeOffset now)
    {
        var token = options.Token!.Reveal();
        var address = $"{options.Url}?access_token={Uri.EscapeDataString(token)}";
        if (options.Secret?.Reveal() is not { } secret) return new RobotCall(new Uri(address), Encoding.UTF8.GetBytes(body), [token]);
        var stamp = now.ToUnixTimeMilliseconds();
        var sign = DingTalkSign.Of(secret, stamp);
        var encoded = Uri.EscapeDataString(sign);
        // A new address each time: appending to a kept one would make it grow.
        var signed = new Uri(string.Create(CultureInfo.InvariantCulture, $"{address}&timestamp={stamp}&sign={encoded}"));
        return new RobotCall(signed, Encoding.UTF8.GetBytes(body), [token, secret, sign, encoded]);
    }

    public CodeMeaning? Meaning(long code, string message) => DingTalkCodes.Of(code, message);

    private string Render(string head, string body, bool at)
    {
        var text = $"### {head}\n\n{body}";
        if (options.Keyword is { Length: > 0 } word && !body.Contains(word, StringComparison.Ordinal)) text += $"  \n{word}";
        // Only numbers that the text names are mentioned.
        if (at && options.AtMobiles.Count > 0) text += "\n\n" + string.Join(' ', options.AtMobiles.Select(m => "@" + m));
        return text;
    }

    private string Body(string title, string text, bool at) => JsonSerializer.Serialize(new
    {
        msgtype = "markdown",
        markdown = new { title, text },
        at = new { atMobiles = at ? options.AtMobiles : [], isAtAll = at && options.AtAll },
    }, Writing);
}
