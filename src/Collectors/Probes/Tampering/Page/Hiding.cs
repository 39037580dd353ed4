using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Monitor.Collectors.Probes.Tampering.Page;

/// <summary>How an element is kept from visitors while search engines still read it; by its own style, or by a rule of the page's for its class or id.</summary>
internal sealed partial class Hiding
{
    private const int MostRules = 2000;
    private readonly Dictionary<string, string> _rules = new(StringComparer.Ordinal);

    public Hiding(IEnumerable<string> sheets)
    {
        foreach (var sheet in sheets)
            foreach (Match rule in SimpleRule().Matches(sheet))
                if (_rules.Count < MostRules && Of(rule.Groups[2].Value) is { } how) _rules.TryAdd(rule.Groups[1].Value, how);
    }

    /// <summary>Null when this element hides nothing; what it lies in is asked before it.</summary>
    public string? Of(IElement element)
    {
        if (element.GetAttribute("style") is { Length: > 0 and < 4000 } style && Of(style) is { } own) return own;
        if (element.LocalName == "marquee" && (Zero(element.GetAttribute("height")) || Zero(element.GetAttribute("width")))) return "marquee 0";
        if (element.HasAttribute("hidden")) return "hidden";
        if (element.Id is { } id && _rules.TryGetValue("#" + id, out var byId)) return byId;
        foreach (var name in element.ClassList)
            if (_rules.TryGetValue("." + name, out var byClass)) return byClass;
        return element.LocalName == "font" && element.GetAttribute("color") is { } color && element.ParentElement?.GetAttribute("bgcolor") is { } ground && Same(color, ground) ? "color = background" : null;
    }

    private static string? Of(string style)
    {
        var match = Hidden().Match(style);
        if (match.Success) return Spaces().Replace(match.Value, "").ToLowerInvariant().Trim(';');
        var (color, ground) = (Color().Match(style), Background().Match(style));
        return color.Success && ground.Success && Same(color.Groups[1].Value, ground.Groups[1].Value) ? "color = background" : null;
    }

    private static bool Zero(string? size) => size?.Trim() is "0" or "1" or "0px" or "1px" or "0%";

    private static bool Same(string a, string b) => Long(a) == Long(b);

    /// <summary>White by any of its names is white.</summary>
    private static string Long(string color) => color.Trim().ToLowerInvariant() switch
    {
        "white" or "#fff" => "#ffffff",
        "black" or "#000" => "#000000",
        var other => other,
    };

    [GeneratedRegex(@"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)|(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,5}(?:px|em|pt)?|(?:height|width|max-height)\s*:\s*[01](?:px)?\s*;[^}]{0,200}overflow\s*:\s*hidden|overflow\s*:\s*hidden\s*;[^}]{0,200}(?<![-a-z])(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)|clip\s*:\s*rect\(0)", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"(?<![-a-z])color\s*:\s*([#a-z0-9]{3,20})", RegexOptions.IgnoreCase)]
    private static partial Regex Color();

    [GeneratedRegex(@"background(?:-color)?\s*:\s*([#a-z0-9]{3,20})", RegexOptions.IgnoreCase)]
    private static partial Regex Background();

    [GeneratedRegex(@"(?<=^|[}\s,])([.#][\w-]{1,60})\s*\{([^{}]{1,600})\}")]
    private static partial Regex SimpleRule();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
