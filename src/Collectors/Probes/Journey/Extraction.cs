using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using AngleSharp.Css.Parser;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>Where in an answer a value stands that later steps need. Exactly one of css, regex, json, header, cookie.</summary>
public sealed record Extraction : IValidatableObject
{
    [Description("CSS selector of the element, such as `input[name=_csrf]` or `meta[name=csrf-token]`.")]
    public string? Css { get; init; }

    [Description("With css: the attribute to take, such as value, content or href; default: the element's text.")]
    public string? Attribute { get; init; }

    [Description("Regular expression over the page; its first group, or the whole match where it has none.")]
    public string? Regex { get; init; }

    [Description("Path in a JSON answer, such as data.token.")]
    public string? Json { get; init; }

    [Description("Name of a header field.")]
    public string? Header { get; init; }

    [Description("Name of a cookie.")]
    public string? Cookie { get; init; }

    /// <summary>Tokens and session numbers; they are shown as little as a password.</summary>
    internal bool IsDelicate => Cookie is not null || Header is not null || Attribute is "value" or "content";

    internal string Shown => Css is not null ? $"css {Css}{(Attribute is null ? "" : "@" + Attribute)}" : Regex is not null ? $"regex {Regex}" : Json is not null ? $"json {Json}" : Header is not null ? $"header {Header}" : $"cookie {Cookie}";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new[] { Css, Regex, Json, Header, Cookie }.Count(x => x is not null) != 1) yield return new("expected exactly one of css, regex, json, header, cookie");
        if (Attribute is not null && Css is null) yield return new("attribute: only with css", [nameof(Attribute)]);
        if (Css is not null && new CssSelectorParser().ParseSelector(Css) is null) yield return new($"css: '{Css}' is no selector", [nameof(Css)]);
        if (Regex is not null && Fault(Regex) is { } fault) yield return new($"regex: {fault}", [nameof(Regex)]);
    }

    private static string? Fault(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return e.Message;
        }
    }
}
