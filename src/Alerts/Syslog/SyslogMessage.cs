using System.Globalization;
using System.Text;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Syslog;

/// <summary>
/// RFC 5424 messages with a CEF body. The body has no byte order mark: 6.4 leaves the encoding open without one, and CEF readers look for
/// <c>CEF:</c> at its first byte. What RFC 5425 frames is the octet count, a blank and the message.
/// </summary>
internal sealed class SyslogMessage(SyslogOptions options)
{
    private readonly string _host = options.Hostname ?? Printable(Environment.MachineName);

    public IReadOnlyList<string> Of(Notice notice)
    {
        var (head, name) = (Header(notice), LevelMark.Title(notice));
        return [.. NumberedParts.Of(name, PlainText.Of(notice.Text).TrimEnd(), options.MaxBytes - Slack(notice, head), Cef.Weigh, (_, b) => b)
            .Select(p => head + Cef.Of(notice, p.Head, p.Text))];
    }

    public static byte[] Frame(string message)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        return [.. Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + " "), .. bytes];
    }

    /// <summary>What surrounds the text: the head may double by escapes, and carries its number.</summary>
    private static int Slack(Notice notice, string head) => Encoding.UTF8.GetByteCount(head + Cef.Of(notice, "", "")) + 800;

    private string Header(Notice notice) => string.Create(CultureInfo.InvariantCulture,
        $"<{(options.Facility * 8) + Severity(notice)}>1 {notice.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {_host} monitor {Environment.ProcessId} {notice.Kind.ToString().ToLowerInvariant()} - ");

    /// <summary>RFC 5424, 6.2.1: critical for red, error for orange, warning for yellow, notice for blue and for what has ended.</summary>
    private static int Severity(Notice notice) => (notice.Kind, notice.Level) switch
    {
        (NoticeKind.Resolved or NoticeKind.Settled or NoticeKind.Test, _) => 5,
        _ when !notice.Kind.HasLevel() => 5,
        (_, WarningLevel.Red) => 2,
        (_, WarningLevel.Orange) => 3,
        (_, WarningLevel.Yellow) => 4,
        _ => 5,
    };

    private static string Printable(string name) => name.Length is > 0 and <= 255 && name.All(c => c is > ' ' and < (char)127) ? name : "-";
}
