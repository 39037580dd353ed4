using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>Text to elements: strictly where it is XML, forgivingly where it is not. DTDs are never fetched or run (XXE, billion laughs).</summary>
internal static partial class FeedXml
{
    /// <summary>What is read later walks down by recursion; no feed is that deep.</summary>
    private const int MaxDepth = 200;
    private const int MaxEntities = 50;
    private const int FreeExpansion = 64 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        MaxCharactersFromEntities = 1024,
    };

    /// <param name="text">The answer.</param>
    /// <param name="limit">Its time.</param>
    /// <returns>The root, null when there is no element at all; and whether it was well-formed XML.</returns>
    public static (XElement? Root, bool WellFormed) Read(string text, ReadLimit limit)
    {
        var entities = Entities(text);
        // Declarations after a comment or a blank line are a common slip.
        if (entities.Count == 0 && Strict(LateDeclaration().Replace(text, "", 1), limit) is { } root) return (root, true);
        if (entities.Count > 0 && Strict(Expanded(text, entities), limit) is { } expanded) return (expanded, true);
        return (LooseXml.Read(text, entities, limit), false);
    }

    private static XElement? Strict(string text, ReadLimit limit)
    {
        try
        {
            // Building the tree takes time with the square of its depth, so the depth is looked at first.
            using (var scout = XmlReader.Create(new StringReader(text), Settings))
            {
                while (scout.Read())
                {
                    limit.Check();
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

    /// <summary>General entities of the internal subset whose value is plain text; nested, external and huge ones are left alone, as are all that together stand for more than the text.</summary>
    private static Dictionary<string, string> Entities(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text.IndexOf("<!ENTITY", 0, Math.Min(text.Length, 20_000), StringComparison.Ordinal) < 0) return found;
        foreach (var m in Entity().Matches(text[..Math.Min(text.Length, 20_000)]).Cast<Match>().Take(MaxEntities)) found.TryAdd(m.Groups[1].Value, m.Groups[3].Value);
        var length = 0L;
        foreach (var m in Reference().EnumerateMatches(text)) length += found.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(m.Index + 1, m.Length - 2), out var value) ? value.Length : 0;
        if (length > (2L * text.Length) + FreeExpansion) found.Clear();
        return found;
    }

    private static string Expanded(string text, Dictionary<string, string> entities) =>
        Reference().Replace(text, m => entities.GetValueOrDefault(m.Groups[1].Value, m.Value));

    /// <summary>Each comment ends where it first can: a hundred of them tried in every other way would take longer than the world.</summary>
    [GeneratedRegex("^\\s*(?>(?:<!--(?>.{0,5000}?-->)\\s*)+)<\\?xml[^>]{0,200}\\?>", RegexOptions.Singleline)]
    private static partial Regex LateDeclaration();

    [GeneratedRegex("<!ENTITY\\s+([A-Za-z][\\w.-]{0,60})\\s+([\"'])([^\"'<&%]{0,200})\\2\\s*>")]
    private static partial Regex Entity();

    [GeneratedRegex("&([A-Za-z][\\w.-]{0,60});")]
    private static partial Regex Reference();
}
