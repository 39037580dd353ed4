using AngleSharp.Dom;

namespace Monitor.Collectors.Articles.Body;

/// <summary>Copies the body of a document into boxes; what no reader sees (scripts, hidden parts, forms' controls) stays behind.</summary>
internal static class BoxTree
{
    /// <summary>A page of more parts than this is cut: no article needs them, and work stays bounded.</summary>
    private const int MaxBoxes = 200_000;

    /// <summary>Deeper parts are taken for children of this level: what reads the boxes goes down by recursion.</summary>
    private const int MaxDepth = 200;

    private static readonly HashSet<string> Unseen = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "link", "meta", "title", "head", "select", "option", "datalist",
        "canvas", "audio", "video", "map", "area", "frame", "frameset", "dialog",
    };

    /// <param name="body">Where to begin.</param>
    /// <param name="hidden">Also copy what an inline style hides: some pages show their article only by script.</param>
    public static Box Copy(IElement body, bool hidden)
    {
        var root = new Box("body", body);
        var pending = new Stack<(INode Node, Box Into, int Depth)>();
        Push(body, root, 0, pending);
        for (var count = 0; pending.TryPop(out var at) && count < MaxBoxes; count++)
        {
            if (at.Node is IText text)
            {
                if (Collapsed(text.Data) is { Length: > 0 } run) at.Into.Add(new Box(Box.Run, null, run));
            }
            else if (at.Node is IElement element && !Unseen.Contains(element.LocalName) && (hidden || !IsHidden(element)))
            {
                var box = new Box(element.LocalName, element);
                at.Into.Add(box);
                Push(element, at.Depth < MaxDepth ? box : at.Into, at.Depth + 1, pending);
            }
        }

        return root;
    }

    private static void Push(INode parent, Box into, int depth, Stack<(INode Node, Box Into, int Depth)> pending)
    {
        // By index: a node finds its sibling by searching its parent's list.
        var children = parent.ChildNodes;
        for (var i = children.Length - 1; i >= 0; i--) pending.Push((children[i], into, depth));
    }

    /// <summary>`visibility: hidden` is not asked: pages use it until their script has run.</summary>
    private static bool IsHidden(IElement e)
    {
        if (e.HasAttribute("hidden")) return true;
        if (e.GetAttribute("aria-hidden") == "true" && !(e.ClassName ?? "").Contains("fallback-image", StringComparison.Ordinal)) return true;
        if (e.GetAttribute("aria-modal") == "true" && e.GetAttribute("role") == "dialog") return true;
        return e.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>White space of any length becomes one space; nothing but white space becomes nothing, or one space where it may part two words.</summary>
    private static string Collapsed(string data)
    {
        if (data.AsSpan().IndexOfAny(" \n\t\r\f\u00A0\u3000") < 0) return data;
        var made = new System.Text.StringBuilder(data.Length);
        var blank = false;
        foreach (var c in data)
        {
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF')
            {
                blank = true;
                continue;
            }

            if (blank) made.Append(' ');
            blank = false;
            made.Append(c);
        }

        if (blank) made.Append(' ');
        return made.ToString();
    }
}
