using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Probes.Http;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>The first words of an answer, as evidence in a message.</summary>
internal static partial class Excerpt
{
    private const int Length = 120;

    /// <summary>Masked before it is cut, so that no half of a secret remains. Empty when there is nothing to read.</summary>
    public static string Of(HttpAnswer answer, SecretMask mask)
    {
        var text = mask.Clean(Space().Replace(Visible(answer.Page.Text), " ").Trim());
        return text.Length <= Length ? text : text[..Length] + "…";
    }

    private static string Visible(string text)
    {
        if (!text.Contains('<')) return text;
        try
        {
            var page = Html.Parse(text);
            foreach (var hidden in page.QuerySelectorAll("script,style,noscript,template").ToList()) hidden.Remove();
            return page.Title is { Length: > 0 } title ? $"{title} {page.Body?.TextContent}" : page.Body?.TextContent ?? "";
        }
        catch (Exception e) when (e is FormatException or TookTooLongException)
        {
            return text;
        }
    }

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Space();
}
