using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Folders that list themselves, as Apache, nginx, IIS, Tomcat and Python's server write it. The heading must name the very folder asked for.</summary>
internal static partial class Listings
{
    public static string? See(ExposureAnswer answer)
    {
        if (!answer.Ok) return null;
        var path = Uri.UnescapeDataString(answer.Url.AbsolutePath).TrimEnd('/');
        foreach (Match heading in Heading().Matches(answer.Text))
            if (System.Net.WebUtility.HtmlDecode(heading.Groups["path"].Value).Trim().TrimEnd('/') == path && Entry().IsMatch(answer.Text)) return $"“{heading.Groups["words"].Value}”";
        return IisParent().IsMatch(answer.Text) && answer.Text.Contains("<pre>", StringComparison.OrdinalIgnoreCase) ? "[To Parent Directory]" : null;
    }

    [GeneratedRegex("""<(?:title|h1)[^>]{0,60}>\s{0,8}(?<words>Index of|Directory Listing For|Directory listing for)\s{1,4}\[?(?<path>/[^<\]]{0,300})""", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex("""<a\s[^>]{0,40}href=""", RegexOptions.IgnoreCase)]
    private static partial Regex Entry();

    [GeneratedRegex("""<a\s[^>]{0,40}href=[^>]{1,200}>\[(?:To Parent Directory|转到父目录)\]</a>""", RegexOptions.IgnoreCase)]
    private static partial Regex IisParent();
}
