using System.Globalization;
using System.Text;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Syslog;

/// <summary>ArcSight Common Event Format, version 0, which SIEMs read without a parser of one's own.</summary>
internal static class Cef
{
    private static readonly string Version = typeof(Cef).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <param name="notice">What happened.</param>
    /// <param name="name">The event's name in one line.</param>
    /// <param name="text">Text or part of it.</param>
    public static string Of(Notice notice, string name, string text)
    {
        var kind = notice.Kind.ToString().ToLowerInvariant();
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"CEF:0|Monitor|Monitor|{Version}|{kind}|{Header(name)}|{Severity(notice)}|")
            .Append(CultureInfo.InvariantCulture, $"rt={notice.CreatedAt.ToUnixTimeMilliseconds()} externalId={Value(notice.AlertId ?? notice.Id)} cat={kind}")
            .Append($" cs1Label=level cs1={notice.Level.ToString().ToLowerInvariant()} cs2Label=levelWord cs2={Value(LevelMark.Word(notice))}")
            .Append($" cs3Label=notice cs3={Value(notice.Id)}{(notice.Mark is null ? "" : " cs4Label=exercise cs4=true")} msg={Value(text)}").ToString();
    }

    /// <summary>0 to 10. What has ended is no longer severe.</summary>
    public static int Severity(Notice notice) => (notice.Kind, notice.Level) switch
    {
        (NoticeKind.Resolved or NoticeKind.Settled or NoticeKind.Test, _) => 1,
        _ when !notice.Kind.HasLevel() => 1,
        (_, WarningLevel.Red) => 10,
        (_, WarningLevel.Orange) => 8,
        (_, WarningLevel.Yellow) => 5,
        _ => 3,
    };

    /// <summary>Bytes of text once it stands in msg.</summary>
    public static int Weigh(string text) => Encoding.UTF8.GetByteCount(Value(text));

    /// <summary>Between bars: backslash and bar are escaped, and there are no lines.</summary>
    public static string Header(string text) => PlainText.Line(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>After an equals sign: backslash and equals sign are escaped, a line end is written \n; a bar needs nothing.</summary>
    public static string Value(string text) => PlainText.Of(text)
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
