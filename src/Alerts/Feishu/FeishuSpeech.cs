using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Alerts.Rate;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Feishu;

/// <summary>Group robot of Feishu (飞书) and Lark: a card whose header has the level's colour.</summary>
/// <param name="options">The channel's settings.</param>
/// <param name="chance">From 0 to below 1.</param>
internal sealed class FeishuSpeech(FeishuOptions options, Func<double> chance) : IRobotSpeech
{
    /// <summary>UTF-8 bytes of the whole request; 20 KB are documented.</summary>
    public const int MostBody = 20_000;

    /// <summary>The robot allows 5 a second and 100 a minute.</summary>
    public static readonly RateRule[] Rates = [new(4, 3, TimeSpan.FromSeconds(1)), new(90, 60, TimeSpan.FromMinutes(1))];

    /// <summary>Room for timestamp and signature, which come with the call, and for the head, which stands in the card's header.</summary>
    private const int Reserve = 600;

    private static readonly JsonSerializerOptions Writing = new() { Encoder = TextWeight.Encoder };

    public IReadOnlyList<string> Bodies(Notice notice)
    {
        var tail = Tail(notice);
        var around = Encoding.UTF8.GetByteCount(Body(notice, "", "")) + Reserve;
        return [.. NumberedParts.Of(LevelMark.Head(notice), Markdown.Body(notice), MostBody - around, TextWeight.JsonBytes, (_, b) => b.TrimEnd() + tail)
            .Select(p => Body(notice, p.Head, p.Text))];
    }

    public RobotCall Call(string body, DateTimeOffset now)
    {
        var token = options.Token!.Reveal();
        var address = new Uri($"{options.Url.TrimEnd('/')}/{Uri.EscapeDataString(token)}");
        if (options.Secret?.Reveal() is not { } secret) return new RobotCall(address, Encoding.UTF8.GetBytes(body), [token]);
        var stamp = now.ToUnixTimeSeconds();
        var sign = FeishuSign.Of(secret, stamp);
        var signed = JsonNode.Parse(body)!.AsObject();
        signed.Insert(0, "timestamp", stamp.ToString(CultureInfo.InvariantCulture));
        signed.Insert(1, "sign", sign);
        return new RobotCall(address, Encoding.UTF8.GetBytes(signed.ToJsonString(Writing)), [token, secret, sign]);
    }

    public CodeMeaning? Meaning(long code, string message) => FeishuCodes.Of(code, message);

    /// <summary>
    /// Feishu asks not to send at the full and the half hour, when everyone does (11232). Blue and yellow wait out that minute and up to
    /// half a minute more, by chance; orange, red and a test someone watches go at once.
    /// </summary>
    public TimeSpan? Avoid(Notice notice, DateTimeOffset now)
    {
        if (LevelMark.IsUrgent(notice) || notice.Kind == NoticeKind.Test || now.Minute % 30 != 0) return null;
        var left = TimeSpan.FromMinutes(1) - new TimeSpan(now.Ticks % TimeSpan.TicksPerMinute);
        return left + (TimeSpan.FromSeconds(30) * chance());
    }

    private string Tail(Notice notice)
    {
        var tail = new StringBuilder();
        if (options.Keyword is { Length: > 0 } word) tail.Append('\n').Append(word);
        if (LevelMark.IsLevel(notice, options.AtFrom))
            foreach (var id in options.At) tail.Append($"\n<at id={id}></at>");
        return tail.ToString();
    }

    private static string Body(Notice notice, string head, string content) => JsonSerializer.Serialize(new
    {
        msg_type = "interactive",
        card = new
        {
            config = new { wide_screen_mode = true },
            header = new { title = new { tag = "plain_text", content = head }, template = Template(notice) },
            elements = new[] { new { tag = "div", text = new { tag = "lark_md", content } } },
        },
    }, Writing);

    private static string Template(Notice notice) => (notice.Kind, notice.Level) switch
    {
        (NoticeKind.Resolved or NoticeKind.Settled, _) => "green",
        _ when !notice.Kind.HasLevel() => "blue",
        (_, WarningLevel.Red) => "red",
        (_, WarningLevel.Orange) => "orange",
        (_, WarningLevel.Yellow) => "yellow",
        _ => "blue",
    };
}
