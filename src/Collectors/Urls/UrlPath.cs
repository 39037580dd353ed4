namespace Monitor.Collectors.Urls;

/// <summary>Paths of the URL Standard: dot segments in all spellings, Windows drives, percent encoding.</summary>
internal static class UrlPath
{
    public static string Query(string query, bool special) => PercentCode.Encode(query, special ? PercentCode.SpecialQuery : PercentCode.Query);

    public static string Fragment(string fragment) => PercentCode.Encode(fragment, PercentCode.Fragment);

    /// <param name="path">As written, beginning with a slash or relative to <paramref name="onto"/>.</param>
    public static IReadOnlyList<string> Segments(string path, IReadOnlyList<string> onto, WebUrl url)
    {
        var special = url.IsSpecial;
        if (path.Length == 0) return onto.Count > 0 || !special ? onto : [""];
        var made = onto.ToList();
        var body = path[0] == '/' || (special && path[0] == '\\') ? path[1..] : path;
        var parts = special ? body.Split('/', '\\') : body.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (IsDouble(parts[i]))
            {
                Shorten(made, url.Scheme);
                if (last) made.Add("");
            }
            else if (IsSingle(parts[i]))
            {
                if (last) made.Add("");
            }
            else
            {
                var part = PercentCode.Encode(parts[i], PercentCode.Path);
                if (url.Scheme == "file" && made.Count == 0 && IsDrive(part, normalized: false)) part = part[0] + ":";
                made.Add(part);
            }
        }

        return made;
    }

    public static IReadOnlyList<string> Shortened(IReadOnlyList<string> segments, string scheme)
    {
        var made = segments.ToList();
        Shorten(made, scheme);
        return made;
    }

    public static bool IsDrive(string text, bool normalized) => text is [var letter, var mark] && char.IsAsciiLetter(letter) && (mark == ':' || (!normalized && mark == '|'));

    public static bool StartsWithDrive(string text) => text.Length >= 2 && IsDrive(text[..2], normalized: false) && (text.Length == 2 || text[2] is '/' or '\\' or '?' or '#');

    private static void Shorten(List<string> segments, string scheme)
    {
        if (scheme == "file" && segments is [var only] && IsDrive(only, normalized: true)) return;
        if (segments.Count > 0) segments.RemoveAt(segments.Count - 1);
    }

    private static bool IsSingle(string part) => part == "." || part.Equals("%2e", StringComparison.OrdinalIgnoreCase);

    private static bool IsDouble(string part) => part.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) == "..";
}
