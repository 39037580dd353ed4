using System.Globalization;

namespace Monitor.Host.Logging.Ecs;

/// <summary>Texts no longer than an index takes; a cut one says so.</summary>
internal static class EcsText
{
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… [cut, {text.Length} characters]");
    }
}
