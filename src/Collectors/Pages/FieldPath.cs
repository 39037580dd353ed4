using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Pages;

/// <summary>One field of a row: selector, attribute, filters. Compiled once per page.</summary>
internal sealed class FieldPath
{
    /// <summary>Stands where an attribute would: the element's own text without that of the elements in it.</summary>
    private const string OwnText = "own-text";

    private readonly string _selector;
    private readonly string? _attribute;
    private readonly IReadOnlyList<FieldFilter> _filters;

    private FieldPath(string selector, string? attribute, IReadOnlyList<FieldFilter> filters) => (_selector, _attribute, _filters) = (selector, attribute, filters);

    public static FieldPath? Parse(string? written)
    {
        if (string.IsNullOrWhiteSpace(written)) return null;
        var (path, filters) = FieldFilter.Parse(written);
        var at = path.LastIndexOf('@');
        return at < 0 ? new FieldPath(path, null, filters) : new FieldPath(path[..at].Trim(), path[(at + 1)..].Trim(), filters);
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
        foreach (var filter in _filters)
        {
            if (string.IsNullOrEmpty(value)) return null;
            value = filter.Apply(value);
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }
}
