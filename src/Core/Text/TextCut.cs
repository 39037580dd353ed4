namespace Monitor.Core.Text;

/// <summary>Shortens text for people and columns.</summary>
public static class TextCut
{
    /// <summary>
    /// The first <paramref name="length"/> UTF-16 units, one less where the cut would halve a character outside the basic plane: half of one
    /// cannot be encoded, and would reach readers and channels as a replacement mark or an error.
    /// </summary>
    public static string CutTo(this string text, int length)
    {
        if (text.Length <= length) return text;
        if (length <= 0) return "";
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
