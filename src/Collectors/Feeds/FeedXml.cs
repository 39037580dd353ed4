using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Monitor.Collectors.Feeds;

/// <summary>Text to elements: strictly where it is XML, forgivingly where it is not. DTDs are never fetched or run (XXE, billion laughs).</summary>
internal static partial class FeedXml
{
    /// <summary>What is read later walks down by recursion; no feed is that deep.</summary>
    private const int MaxDepth = 200;
    private const int MaxEntities = 50;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        MaxCharactersFromEntities = 1024,
    };

    /// <returns>The root, null when there is no element at all; and whether it was well-formed XML.</returns>
    public static (XElement? Root, bool WellFormed) Read(string text)
    {
        var entities = Entities(text);
        // Declarations after a comment or a blank line are a common slip.
        if (entities.Count == 0 && Strict(LateDeclaration().Replace(text, "", 1)) is { } root) return (root, true);
        if (entities.Count > 0 && Strict(Expanded(text, entities)) is { } expanded) return (expanded, true);
        return (LooseXml.Read(text, entities), false);
    }

    private static XElement? Strict(string text)
    {
        try
        {
            // Building the tree takes time with the square of its depth, so the depth is looked at first.
            using (var scout = XmlReader.Create(new StringReader(text), Settings))
            {
                while (scout.Read())
                {
                    if (scout.Depth > MaxDepth) return null;
                }
            }

            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return XDocument.Load(reader).Root;
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>General entities of the internal subset whose value is plain text; nested, external and huge ones are left alone.</summary>
    private static Dictionary<string, string> Entities(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text.IndexOf("<!ENTITY", 0, Math.Min(text.Length, 20_000), StringComparison.Ordinal) < 0) return found;
        foreach (var m in Entity().Matches(text[..Math.Min(text.Length, 20_000)]).Cast<Match>().Take(MaxEntities)) found.TryAdd(m.Groups[1].Value, m.Groups[3].Value);
        return found;
    }

    private static string Expanded(string text, Dictionary<string, string> entities) =>
        Reference().Replace(text, m => entities.GetValueOrDefault(m.Groups[1].Value, m.Value));

    [GeneratedRegex("^\\s*(?:<!--.{0,5000}?-->\\s*)+<\\?xml[^>]{0,200}\\?>", RegexOptions.Singleline)]
    private static partial Regex LateDeclaration();

    [GeneratedRegex("<!ENTITY\\s+([A-Za-z][\\w.-]{0,60})\\s+([\"'])([^\"'<&%]{0,200})\\2\\s*>")]
    private static partial Regex Entity();

    [GeneratedRegex("&([A-Za-z][\\w.-]{0,60});")]
    private static partial Regex Reference();
}
