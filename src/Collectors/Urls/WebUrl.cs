using System.Globalization;
using System.Text;

namespace Monitor.Collectors.Urls;

/// <summary>An address as browsers understand it (WHATWG URL Standard), which is what pages are written for.</summary>
internal sealed record WebUrl
{
    public string Scheme { get; init; } = "";

    public string Username { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Null when the address has none; empty for file addresses of this machine.</summary>
    public string? Host { get; init; }

    public int? Port { get; init; }

    /// <summary>Segments; null when the path is opaque (mailto:, data:).</summary>
    public IReadOnlyList<string>? Segments { get; init; } = [];

    public string OpaquePath { get; init; } = "";

    public string? Query { get; init; }

    public string? Fragment { get; init; }

    public bool IsSpecial => DefaultPort(Scheme) is not null || Scheme == "file";

    public string Path => Segments is null ? OpaquePath : string.Concat(Segments.Select(s => "/" + s));

    /// <summary>Null when it is no address, or relative to nothing.</summary>
    public static WebUrl? Parse(string input, WebUrl? onto = null) => new UrlReader(input, onto).Read();

    public static int? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        _ => null,
    };

    public override string ToString()
    {
        var made = new StringBuilder(Scheme).Append(':');
        if (Host is not null)
        {
            made.Append("//");
            if (Username.Length > 0 || Password.Length > 0)
            {
                made.Append(Username);
                if (Password.Length > 0) made.Append(':').Append(Password);
                made.Append('@');
            }

            made.Append(Host);
            if (Port is { } port) made.Append(':').Append(port.ToString(CultureInfo.InvariantCulture));
        }
        else if (Segments is { Count: > 1 } && Segments[0].Length == 0)
        {
            made.Append("/.");
        }

        made.Append(Path);
        if (Query is not null) made.Append('?').Append(Query);
        if (Fragment is not null) made.Append('#').Append(Fragment);
        return made.ToString();
    }
}
