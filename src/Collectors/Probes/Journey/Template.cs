using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>Texts with <c>{{name}}</c> in them.</summary>
internal static partial class Template
{
    public static IEnumerable<string> Names(string text) => Hole().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>True when braces stand there that are no template: a slip of the hand that would be sent as it is.</summary>
    public static bool IsBroken(string text)
    {
        var rest = Hole().Replace(text, "");
        return rest.Contains("{{", StringComparison.Ordinal);
    }

    /// <param name="value">What a name stands for, made fit for the place it goes to.</param>
    public static string Fill(string text, Func<string, string> value) =>
        text.Contains("{{", StringComparison.Ordinal) ? Hole().Replace(text, m => value(m.Groups[1].Value)) : text;

    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}\}")]
    private static partial Regex Hole();
}
