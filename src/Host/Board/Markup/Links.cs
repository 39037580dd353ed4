namespace Monitor.Host.Board.Markup;

/// <summary>Links to the outside come from strangers: only http and https become clickable, and they carry no referrer.</summary>
internal static class Links
{
    public static Html Outside(string? url)
    {
        if (string.IsNullOrWhiteSpace(url)) return $"—";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return $"<span class=\"muted\">{url}（非网页地址，不可点击）</span>";

        return $"<a href=\"{uri.AbsoluteUri}\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">{url}</a>";
    }

    /// <summary>A path on the board with one escaped segment, such as /posts/ID.</summary>
    public static string To(string folder, string id) => "/" + folder + "/" + Uri.EscapeDataString(id);

    /// <summary>Where sign-in may send a person: a path of ours, or the front page.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
