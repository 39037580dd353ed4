using System.Globalization;
using System.Text;

namespace Monitor.Collectors.Urls;

/// <summary>Percent-encode sets of the URL Standard, each a test of one code point.</summary>
internal static class PercentCode
{
    public static bool Control(int c) => c is < 0x20 or > 0x7E;

    public static bool Fragment(int c) => Control(c) || c is ' ' or '"' or '<' or '>' or '`';

    public static bool Query(int c) => Control(c) || c is ' ' or '"' or '#' or '<' or '>';

    public static bool SpecialQuery(int c) => Query(c) || c is '\'';

    public static bool Path(int c) => Query(c) || c is '?' or '^' or '`' or '{' or '}';

    public static bool UserInfo(int c) => Path(c) || c is '/' or ':' or ';' or '=' or '@' or '[' or '\\' or ']' or '|';

    public static void Append(StringBuilder to, int c, Func<int, bool> set)
    {
        if (!set(c))
        {
            to.Append(char.ConvertFromUtf32(c));
            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        var count = new Rune(c).EncodeToUtf8(bytes);
        foreach (var b in bytes[..count]) to.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
    }

    public static string Encode(string text, Func<int, bool> set)
    {
        var made = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) Append(made, rune.Value, set);
        return made.ToString();
    }

    public static byte[] Decode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var made = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && Uri.IsHexDigit((char)bytes[i + 1]) && Uri.IsHexDigit((char)bytes[i + 2]))
            {
                made.Add((byte)((Convert.ToByte(((char)bytes[i + 1]).ToString(), 16) << 4) | Convert.ToByte(((char)bytes[i + 2]).ToString(), 16)));
                i += 2;
            }
            else
            {
                made.Add(bytes[i]);
            }
        }

        return [.. made];
    }
}
