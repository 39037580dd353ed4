using System.Text;
using Monitor.Collectors.Probes.Http;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>One answer as a file: an optional status line, header fields, a blank line, and the page if it was kept (as `curl -i` prints it).</summary>
internal static class RecordedAnswer
{
    /// <param name="url">Where it came from; null = some page over https.</param>
    /// <exception cref="FormatException">A line before the blank one is no header field; the message names it.</exception>
    public static SiteView Read(byte[] file, Uri? url)
    {
        url ??= new Uri("https://site.invalid/");
        var (head, body) = Split(file);
        var fields = Fields(head);
        var answer = new PageAnswer(url, true, fields, null);
        if (body.Length > 0 && answer.IsHtml) answer = answer with { Markup = PageMarkup.Of(PageText.Decode(body, Charset(fields))) };
        var secure = url.Scheme == Uri.UriSchemeHttps;
        return new() { Host = url.Host, Page = answer, Https = new(true, secure ? answer : null), Cors = new(true, answer) };
    }

    private static HeaderFields Fields(string head)
    {
        var fields = new HeaderFields();
        var number = 0;
        foreach (var line in head.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase))) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new FormatException($"line {number} is no header field; expected name: value");
            fields.Add(line[..colon].Trim(), line[(colon + 1)..]);
        }

        return fields;
    }

    private static (string Head, byte[] Body) Split(byte[] file)
    {
        foreach (var blank in new[] { "\r\n\r\n"u8.ToArray(), "\n\n"u8.ToArray() })
            if (file.AsSpan().IndexOf(blank) is >= 0 and var at) return (Encoding.Latin1.GetString(file, 0, at), file[(at + blank.Length)..]);
        return (Encoding.Latin1.GetString(file), []);
    }

    private static string? Charset(HeaderFields fields)
    {
        var type = fields.Joined("content-type");
        var at = type?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : type![(at + 8)..].Split(';')[0];
    }
}
