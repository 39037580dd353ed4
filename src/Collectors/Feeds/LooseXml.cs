using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>
/// Reads what claims to be XML and is not: unclosed and crossed tags, stray ampersands and angle brackets, attributes without quotes,
/// prefixes never declared, an end cut off. Nothing outside the text is ever asked; entities are HTML's and those declared as plain text.
/// </summary>
internal sealed class LooseXml
{
    private const int MaxDepth = 100;
    private const int MaxAttributes = 100;
    private const int MaxElements = 300_000;

    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _entities;
    private readonly XElement _top = new("document");
    private readonly List<(XElement Element, string Name)> _open = [];
    private readonly StringBuilder _run = new();
    private readonly ReadLimit _limit;
    private int _count;

    /// <summary>Where the next of each sign stands, once it was looked for: the search for one that never comes again is made once.</summary>
    private int _less = -1, _greater = -1, _bracket = -1;

    private LooseXml(string text, IReadOnlyDictionary<string, string> entities, ReadLimit limit) => (_text, _entities, _limit) = (text, entities, limit);

    /// <returns>The first element, or null when there is none.</returns>
    public static XElement? Read(string text, IReadOnlyDictionary<string, string> entities, ReadLimit limit)
    {
        var reader = new LooseXml(text, entities, limit);
        reader.Run();
        return reader._top.Elements().FirstOrDefault();
    }

    private XElement At => _open.Count > 0 ? _open[^1].Element : _top;

    private void Run()
    {
        var at = 0;
        while (at < _text.Length && _count < MaxElements)
        {
            _limit.Check();
            var tag = Next('<', at, ref _less);
            Write(_text.AsSpan(at, tag - at), decode: true);
            at = tag < _text.Length ? Tag(tag) : tag;
        }

        Flush();
    }

    /// <returns>Where to go on.</returns>
    private int Tag(int at)
    {
        if (Starts(at, "<!--")) return Skip(at, "-->");
        if (Starts(at, "<![CDATA["))
        {
            var end = _text.IndexOf("]]>", at + 9, StringComparison.Ordinal);
            Write(_text.AsSpan(at + 9, (end < 0 ? _text.Length : end) - at - 9), decode: false);
            return end < 0 ? _text.Length : end + 3;
        }

        if (Starts(at, "<!DOCTYPE")) return Doctype(at);
        if (Starts(at, "<?")) return Skip(at, ">");
        var closing = Starts(at, "</");
        var from = at + (closing ? 2 : 1);
        var to = from;
        while (to < _text.Length && IsNameChar(_text[to])) to++;
        if (to == from || !(char.IsLetter(_text[from]) || _text[from] == '_'))
        {
            Write("<", decode: false);
            return at + 1;
        }

        var name = _text[from..to];
        return closing ? Close(name, to) : Open(name, to);
    }

    private int Open(string name, int at)
    {
        var attributes = new List<(string Name, string Value)>();
        var empty = false;
        while (at < _text.Length && _text[at] != '>')
        {
            if (_text[at] == '<') break;
            if (_text[at] == '/' || !IsNameChar(_text[at]))
            {
                empty = _text[at] == '/';
                at++;
                continue;
            }

            var (attribute, value, next) = Attribute(at);
            if (attributes.Count < MaxAttributes) attributes.Add((attribute, value));
            (at, empty) = (next, false);
        }

        Flush();
        // One entry unclosed must not swallow the next.
        if (LocalOf(name) is "item" or "entry" or "url" or "sitemap" && _open.FindLastIndex(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is var same and >= 0) _open.RemoveRange(same, _open.Count - same);
        var element = Make(name, attributes);
        _count++;
        At.Add(element);
        if (!empty && _open.Count < MaxDepth) _open.Add((element, name));
        return at < _text.Length && _text[at] == '>' ? at + 1 : at;
    }

    private (string Name, string Value, int Next) Attribute(int at)
    {
        var from = at;
        while (at < _text.Length && IsNameChar(_text[at])) at++;
        var name = _text[from..at];
        while (at < _text.Length && char.IsWhiteSpace(_text[at])) at++;
        if (at >= _text.Length || _text[at] != '=') return (name, "", at);
        at++;
        while (at < _text.Length && char.IsWhiteSpace(_text[at])) at++;
        if (at >= _text.Length) return (name, "", at);
        var quote = _text[at];
        if (quote is '"' or '\'')
        {
            var end = _text.IndexOf(quote, at + 1);
            if (end < 0) end = _text.Length;
            return (name, Decode(_text.AsSpan(at + 1, end - at - 1)), Math.Min(end + 1, _text.Length));
        }

        from = at;
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && _text[at] is not ('>' or '<')) at++;
        return (name, Decode(_text.AsSpan(from, at - from)), at);
    }

    private int Close(string name, int at)
    {
        Flush();
        var opened = _open.FindLastIndex(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (opened >= 0) _open.RemoveRange(opened, _open.Count - opened);
        var end = Next('>', at, ref _greater);
        var next = Next('<', at, ref _less);
        return end < next ? end + 1 : next;
    }

    private XElement Make(string name, List<(string Name, string Value)> attributes)
    {
        var element = new XElement(Named(name, attributes));
        foreach (var (attribute, value) in attributes)
        {
            if (attribute.StartsWith("xmlns", StringComparison.Ordinal)) element.AddAnnotation(new Declared(attribute.Length > 6 ? attribute[6..] : "", value));
            else element.SetAttributeValue(attribute.Contains(':', StringComparison.Ordinal) ? Named(attribute, attributes) : XName.Get(Safe(attribute)), value);
        }

        return element;
    }

    private XName Named(string name, List<(string Name, string Value)> attributes)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : name[..colon];
        var local = Safe(colon < 0 ? name : name[(colon + 1)..]);
        if (prefix == "xml") return XNamespace.Xml + local;
        var own = attributes.FirstOrDefault(a => a.Name == (prefix.Length == 0 ? "xmlns" : "xmlns:" + prefix)).Value;
        var found = own ?? _open.AsEnumerable().Reverse().SelectMany(o => o.Element.Annotations<Declared>()).FirstOrDefault(d => d.Prefix == prefix)?.Name;
        return XName.Get(local, found ?? (prefix.Length == 0 ? "" : "urn:undeclared:" + prefix));
    }

    private static string Safe(string name) => XmlConvert.EncodeLocalName(name.Length == 0 ? "_" : name);

    /// <summary>An internal subset holds angle brackets of its own.</summary>
    private int Doctype(int at)
    {
        var end = Next('>', at, ref _greater);
        if (end == _text.Length) return end;
        var subset = _text.IndexOf('[', at, end - at);
        if (subset < 0) return end + 1;
        var close = Next(']', subset, ref _bracket);
        return close == _text.Length ? end + 1 : Math.Min(Next('>', close, ref _greater) + 1, _text.Length);
    }

    /// <returns>The text's end when there is none.</returns>
    private int Next(char sign, int at, ref int known)
    {
        if (known >= at) return known;
        var found = _text.IndexOf(sign, at);
        return known = found < 0 ? _text.Length : found;
    }

    private void Write(ReadOnlySpan<char> text, bool decode)
    {
        if (decode) _run.Append(Decode(text));
        else _run.Append(text);
    }

    private void Flush()
    {
        if (_run.Length == 0) return;
        At.Add(new XText(_run.ToString()));
        _run.Clear();
    }

    private string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('&') < 0) return text.ToString();
        var whole = text.ToString();
        foreach (var (name, value) in _entities) whole = whole.Replace("&" + name + ";", value, StringComparison.Ordinal);
        return WebUtility.HtmlDecode(whole);
    }

    private bool Starts(int at, string what) => string.Compare(_text, at, what, 0, what.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private int Skip(int at, string end) => _text.IndexOf(end, at, StringComparison.Ordinal) is var found and >= 0 ? found + end.Length : _text.Length;

    private static bool IsNameChar(char c) => char.IsLetterOrDigit(c) || c is ':' or '_' or '-' or '.';

    private static string LocalOf(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant();

    private sealed record Declared(string Prefix, string Name);
}
