using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Parsing;

/// <summary>The one door to the JSON parser.</summary>
internal static partial class Json
{
    private static readonly JsonDocumentOptions Kind = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>
    /// Half a surrogate pair, as what cuts titles by length leaves behind, is read as an unknown character; the parser would refuse the string
    /// when it is asked for.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonDocument Parse(string text)
    {
        if (text.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) text = Escape().Replace(text, m => m.Groups[1].Success ? "\\uFFFD" : m.Value);
        return JsonDocument.Parse(text, Kind);
    }

    /// <summary>Every escape in turn, so that one after a backslash is none; the group takes a surrogate without its other half.</summary>
    [GeneratedRegex("\\\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
