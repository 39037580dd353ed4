namespace Monitor.Collectors.Parsing;

/// <summary>Full-width letters, digits and signs as their usual selves.</summary>
internal static class Narrow
{
    public static string Of(string text) => !text.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E') ? text : string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = from[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(from[i] - 0xFEE0) : from[i] == '\u3000' ? ' ' : from[i];
    });
}
