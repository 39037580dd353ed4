using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Pages;

/// <summary>One field of a row: selector, attribute, regex filter. Compiled once per page.</summary>
internal sealed class FieldPath
{
    /// <summary>Stands where an attribute would: the element's own text without that of the elements in it.</summary>
    private const string OwnText = "own-text";

    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(200);
    private readonly string _selector;
    private readonly string? _attribute;
    private readonly Regex? _regex;

    private FieldPath(string selector, string? attribute, Regex? regex) => (_selector, _attribute, _regex) = (selector, attribute, regex);

    public static FieldPath? Parse(string? written)
    {
        if (string.IsNullOrWhiteSpace(written)) return null;
        Regex? regex = null;
        var bar = written.IndexOf("| regex:", StringComparison.Ordinal);
        if (bar >= 0)
        {
            regex = new Regex(written[(bar + 8)..].Trim(), RegexOptions.CultureInvariant, RegexLimit);
            written = written[..bar];
        }

        var at = written.LastIndexOf('@');
        return at < 0
            ? new FieldPath(written.Trim(), null, regex)
            : new FieldPath(written[..at].Trim(), written[(at + 1)..].Trim(), regex);
    }

    /// <param name="row">Element the selector starts from.</param>
    /// <param name="keepLines">False: line breaks become spaces.</param>
    public string? Read(IElement row, bool keepLines = false)
    {
        var element = _selector.Length == 0 || _selector == "." ? row : row.QuerySelector(_selector);
        if (element is null) return null;
        var value = _attribute switch
        {
            null => keepLines ? PlainText.Of(element) : PlainText.Of(element).Replace('\n', ' '),
            OwnText => PlainText.Collapse(string.Concat(element.ChildNodes.OfType<IText>().Select(t => t.Data)).Replace('\n', ' ')),
            _ => element.GetAttribute(_attribute)?.Trim(),
        };
        if (_regex is null || value is null) return string.IsNullOrEmpty(value) ? null : value;
        var match = _regex.Match(value);
        return !match.Success ? null : match.Groups.Count > 1 ? match.Groups[1].Value.Trim() : match.Value.Trim();
    }
}
