using System.Text;
using System.Xml.Linq;

namespace Monitor.Collectors.Feeds;

/// <summary>The value of a text construct as markup: escaped, inline or base64, by what its type and mode say (RFC 4287, 3.1 and 4.1.3; Atom 0.3).</summary>
internal static class FeedText
{
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <returns>Null when empty.</returns>
    public static string? Of(XElement? e)
    {
        if (e is null) return null;
        var type = FeedWords.Attribute(e, "type")?.ToLowerInvariant() ?? "";
        if (e.HasElements)
        {
            // The div around XHTML is a container, not content (RFC 4287, 3.1.1.3).
            var single = type == "xhtml" && e.Elements().Count() == 1 && e.Elements().First() is var div && FeedWords.Is(div, "div") ? e.Elements().First() : e;
            return Trimmed(Inner(single));
        }

        var value = e.Value;
        return Trimmed(IsBase64(e, type) && Decoded(value) is { } plain ? plain : Renewed(value));
    }

    public static string? Plain(XElement? e) => e is null ? null : Trimmed(Renewed(e.Value));

    private static bool IsBase64(XElement e, string type)
    {
        var mode = FeedWords.Attribute(e, "mode");
        if (mode is not null) return mode.Equals("base64", StringComparison.OrdinalIgnoreCase);
        return type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal) && !type.EndsWith("xml", StringComparison.Ordinal) && !type.Contains("html", StringComparison.Ordinal);
    }

    private static string? Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value.Trim(), bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    /// <summary>Control characters 80-9F were meant as windows-1252, as browsers read them.</summary>
    private static string Renewed(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange('\u0080', '\u009F')) return value;
        var cp1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        return string.Concat(value.Select(c => c is >= '\u0080' and <= '\u009F' ? cp1252.GetString([(byte)c])[0] : c));
    }

    private static string Inner(XElement e)
    {
        var made = new StringBuilder();
        foreach (var node in e.Nodes()) Write(node, Xhtml, made);
        return made.ToString();
    }

    private static void Write(XNode node, string around, StringBuilder made)
    {
        if (node is XText text)
        {
            made.Append(text.Value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
            return;
        }

        if (node is not XElement e) return;
        var name = e.Name.LocalName;
        var family = FeedWords.FamilyOf(e);
        var own = family is FeedWords.Family.Other && e.Name.NamespaceName != around ? e.Name.NamespaceName : null;
        made.Append('<').Append(name);
        foreach (var a in e.Attributes().Where(a => !a.IsNamespaceDeclaration))
            made.Append(' ').Append(a.Name.LocalName).Append("=\"").Append(a.Value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)).Append('"');
        if (own is not null) made.Append(" xmlns=\"").Append(own).Append('"');
        if (!e.Nodes().Any() && name is "br" or "hr" or "img" or "input" or "wbr")
        {
            made.Append(" />");
            return;
        }

        made.Append('>');
        foreach (var child in e.Nodes()) Write(child, own ?? around, made);
        made.Append("</").Append(name).Append('>');
    }

    private static string? Trimmed(string text) => text.AsSpan().Trim(" \t\r\n").Length is > 0 ? text.Trim(' ', '\t', '\r', '\n') : null;
}
