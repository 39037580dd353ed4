using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Probes.Tampering.Page;

/// <summary>Goes once through a page and gathers its facts; by a stack of its own, as hostile pages lie deep.</summary>
internal sealed class PageWalk
{
    private const int Most = 500;
    private const int MostBlocks = 800;
    private const int MostAnchors = 4000;

    private static readonly HashSet<string> BlockNames = new(StringComparer.Ordinal)
    {
        "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "dt", "dd", "pre", "a", "button", "label", "marquee",
    };

    private readonly IHtmlDocument _document;
    private readonly Uri _page;
    private readonly ReadLimit _limit;
    private readonly Hiding _hiding;
    private readonly List<TextBlock> _blocks = [];
    private readonly List<FormFact> _forms = [];
    private readonly List<Anchor> _anchors = [];
    private readonly List<Injection> _injections = [];
    private readonly SortedSet<string> _scripts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _frames = new(StringComparer.Ordinal);

    public PageWalk(IHtmlDocument document, Uri page, ReadLimit limit)
    {
        (_document, _page, _limit) = (document, page, limit);
        Base = document.QuerySelector("base[href]")?.GetAttribute("href") is { } said && Uri.TryCreate(page, said, out var given) && given.Scheme is "http" or "https" ? given : page;
        _hiding = new(document.QuerySelectorAll("style").Select(s => s.TextContent));
    }

    /// <summary>What relative addresses count from.</summary>
    public Uri Base { get; }

    public PageFacts Facts() => new()
    {
        Blocks = _blocks,
        Forms = _forms,
        LinkHosts = [.. _anchors.Select(a => a.Host).Where(h => h.Length > 0).Distinct().Order(StringComparer.Ordinal).Take(Most)],
        Scripts = [.. _scripts],
        Iframes = [.. _frames],
        Anchors = _anchors,
        Injections = _injections,
    };

    public void Run()
    {
        var pending = new Stack<(INode Node, string? Hidden, string Place)>();
        pending.Push((_document.DocumentElement, null, ""));
        for (var count = 0; pending.TryPop(out var at); count++)
        {
            if (count % 256 == 0) _limit.Check();
            if (at.Node is not IElement element) continue;
            var (hidden, place) = (at.Hidden ?? _hiding.Of(element), Step(at.Place, element));
            Visit(element, hidden, place);
            if (element.LocalName is "script" or "style" or "template" or "noscript") continue;
            var children = element.ChildNodes;
            for (var i = children.Length - 1; i >= 0; i--)
                if (children[i] is IElement) pending.Push((children[i], hidden, place));
        }
    }

    /// <summary>The last few names on the way down are enough to know a list by, and cannot grow with the page's depth.</summary>
    private static string Step(string place, IElement element)
    {
        var name = element.Id is { Length: > 0 and < 30 } id && !id.Any(char.IsAsciiDigit) ? $"{element.LocalName}#{id}" : element.LocalName;
        var parts = place.Split('>', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('>', parts.Length < 5 ? [.. parts, name] : [.. parts[^4..], name]);
    }

    private void Visit(IElement element, string? hidden, string place)
    {
        switch (element.LocalName)
        {
            case "a" or "area" when element.GetAttribute("href") is { } href:
                AddAnchor(Words(element), href, hidden);
                break;
            case "form":
                AddForm(element);
                break;
            case "script" when element.GetAttribute("src") is { } source:
                if (Http(source) is { } from) Add(_scripts, Masks.Address(from));
                break;
            case "script":
                ReadScript(element);
                break;
            case "iframe" or "frame" when element.GetAttribute("src") is { } frame:
                if (Http(frame) is { } framed) Add(_frames, (hidden is null && !Tiny(element) ? "" : "hidden:") + Masks.Address(framed));
                break;
        }

        if (hidden is null && BlockNames.Contains(element.LocalName) && _blocks.Count < MostBlocks && Own(element) is { Length: > 1 } text) _blocks.Add(new(place, Masks.Text(text)));
    }

    /// <summary>Text of the block itself, not of the blocks in it.</summary>
    private static string Own(IElement element)
    {
        var text = new StringBuilder();
        foreach (var child in element.ChildNodes)
        {
            if (text.Length > 4000) break;
            if (child is IText run) text.Append(run.Data);
            else if (child is IElement { LocalName: "span" or "b" or "strong" or "em" or "i" or "font" or "small" or "time" } inline) text.Append(Words(inline));
        }

        return PlainText.Collapse(text.ToString()).Replace('\n', ' ');
    }

    /// <summary>The first words below a node: a deep or endless one costs no more than a short one.</summary>
    private static string Words(INode node)
    {
        var text = new StringBuilder();
        var pending = new Stack<INode>([node]);
        for (var nodes = 0; nodes < 500 && text.Length < 2000 && pending.TryPop(out var at); nodes++)
        {
            if (at is IText run) text.Append(run.Data.AsSpan(0, Math.Min(run.Data.Length, 2000)));
            if (at is IElement { LocalName: "img" } image && image.GetAttribute("alt") is { } alt) text.Append(alt);
            for (var i = Math.Min(at.ChildNodes.Length, 100) - 1; i >= 0; i--) pending.Push(at.ChildNodes[i]);
        }

        return text.ToString();
    }

    private static bool Tiny(IElement element) => element.GetAttribute("width")?.Trim() is "0" or "1" || element.GetAttribute("height")?.Trim() is "0" or "1";

    private void AddAnchor(string words, string href, string? hidden)
    {
        if (_anchors.Count >= MostAnchors || Http(href) is not { } url) return;
        var host = Sites.Foreign(url, _page);
        var text = Masks.Cut(PlainText.Collapse(words).Replace('\n', ' '), 200);
        if (host.Length > 0 || text.Length > 0) _anchors.Add(new(text, Masks.Address(url), host, hidden));
    }

    private void AddForm(IElement form)
    {
        if (_forms.Count >= Most) return;
        var target = form.GetAttribute("action") is { Length: > 0 } action ? Http(action) : _page;
        if (target is null) return;
        var inputs = form.QuerySelectorAll("input,select,textarea").Take(200).ToList();
        // Names that hold digits or are long are made anew for each look.
        var names = inputs.Select(i => i.GetAttribute("name") ?? "").Where(n => n.Length is > 0 and < 40 && !n.Any(char.IsAsciiDigit)).Distinct().Order(StringComparer.Ordinal).Take(40);
        var password = inputs.Any(i => i.GetAttribute("type")?.Equals("password", StringComparison.OrdinalIgnoreCase) == true);
        _forms.Add(new(Masks.Address(target), Sites.Of(target), (form.GetAttribute("method") ?? "get").ToLowerInvariant(), string.Join(',', names), password));
    }

    private void ReadScript(IElement script)
    {
        var code = script.TextContent;
        if (string.IsNullOrWhiteSpace(code) || script.GetAttribute("type")?.Contains("json", StringComparison.OrdinalIgnoreCase) == true) return;
        Add(_scripts, "inline:" + Masks.Script(code));
        var plain = ScriptReader.Plain(code);
        foreach (var host in ScriptReader.Addresses(plain).Select(u => Sites.Foreign(u, _page)).Where(h => h.Length > 0)) Add(_scripts, "inline-host:" + host);
        _injections.AddRange(ScriptReader.Injections(code, plain).Take(5));
        foreach (var title in ScriptReader.Titles(plain)) _anchors.Add(new(title, "document.title", "", "document.title"));
        foreach (var markup in ScriptReader.Written(plain).Where(m => m.Contains("href", StringComparison.OrdinalIgnoreCase)).Take(20))
        {
            _limit.Check();
            using var written = Html.Parse(markup, _limit);
            foreach (var link in written.QuerySelectorAll("a[href]").Take(50)) AddAnchor(Words(link), link.GetAttribute("href")!, "document.write");
        }
    }

    private Uri? Http(string address) => Uri.TryCreate(Base, address.Trim(), out var url) && url.Scheme is "http" or "https" ? url : null;

    private static void Add(SortedSet<string> set, string fact)
    {
        if (set.Count < Most) set.Add(fact);
    }
}
