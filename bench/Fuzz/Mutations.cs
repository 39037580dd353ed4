using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace Monitor.Bench.Fuzz;

/// <summary>A seed with parts dropped, doubled, moved, taken from another seed, nested or replaced by what breaks parsers.</summary>
internal static partial class Mutations
{
    /// <summary>Beyond this a mutated input grows no further; large inputs have tests of their own.</summary>
    private const int MaxTokens = 20_000;

    private static readonly string[] Nasty =
    [
        "", "\0", "\uFEFF", "\uFFFD", "\uD83D", "\u202E", "<", ">", "&", "\"", "'", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "&#x;", "&#xFFFFFFFFF;", "&a;", "&amp", "%", "%zz", "%00", "\\u0000",
        "-1", "0", "9999999999999999999999", "1e999", "NaN", "0x", "2026-02-30", "99:99", "9999-12-31T23:59:59-14:00", "0001-01-01", "999999年前", "-0", "+99:99", "null", "[", "]", "{", "}", ":", ",", "*", "$",
        "http://", "https://[", "//", "javascript:alert(1)", "data:,", "..", "/../", "xmlns:", "xml:base=\"", "<html>", "</body>", "<table>", "<select>", "<svg>", "<script>", "<style>", "<textarea>", "<plaintext>", "<base href=\"http://[\">",
        "charset=utf-7", "encoding=\"x\"", "user-agent: *", "disallow: /", "crawl-delay: -1",
    ];

    public static Gen<byte[]> Of(IReadOnlyList<byte[]> seeds) =>
        Gen.Select(Gen.Int[0, seeds.Count - 1], Gen.Int[0, seeds.Count - 1], Gen.Select(Gen.Int[0, 8], Gen.Int[0, int.MaxValue - 1], Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 60]).Array[0, 12], Gen.Select(Gen.Int[0, 30], Gen.Int[0, int.MaxValue - 1], Gen.Byte).Array[0, 4])
            .Select((seed, other, steps, bytes) => Bytes(Tokens(seeds[seed], seeds[other], steps), bytes));

    /// <summary>Latin-1 keeps every byte, so that broken UTF-8 stays as broken as it was.</summary>
    private static string Tokens(byte[] seed, byte[] other, (int Step, int At, int From, int Length)[] steps)
    {
        var tokens = Cut(seed);
        var others = steps.Any(s => s.Step == 3) ? Cut(other) : [];
        foreach (var (step, where, from, length) in steps)
        {
            if (tokens.Count == 0) break;
            var at = where % tokens.Count;
            var n = Math.Min(length, tokens.Count - at);
            switch (step)
            {
                case 0: tokens.RemoveRange(at, n); break;
                case 1 when tokens.Count < MaxTokens: tokens.InsertRange(at, tokens.GetRange(at, n)); break;
                case 2: (tokens[at], tokens[from % tokens.Count]) = (tokens[from % tokens.Count], tokens[at]); break;
                case 3 when others.Count > 0: tokens.InsertRange(at, others.Skip(from % others.Count).Take(length)); break;
                case 4 or 5: tokens[at] = Latin(Nasty[from % Nasty.Length]); break;
                case 6: tokens.Insert(at, Latin(Nasty[from % Nasty.Length])); break;
                case 7: tokens.InsertRange(at, Enumerable.Repeat(tokens[at], length * 20)); break;
                default: tokens.RemoveRange(at, tokens.Count - at); break;
            }
        }

        return string.Concat(tokens);
    }

    private static byte[] Bytes(string text, (int Step, int At, byte Value)[] steps)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        foreach (var (step, at, value) in steps)
        {
            if (bytes.Length == 0 || step > 6) continue;
            bytes[at % bytes.Length] = step < 3 ? (byte)(bytes[at % bytes.Length] ^ (1 << (value & 7))) : value;
        }

        return bytes;
    }

    private static List<string> Cut(byte[] seed) => [.. Token().Matches(Encoding.Latin1.GetString(seed)).Select(m => m.Value)];

    private static string Latin(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("</?[A-Za-z][^<>]{0,200}>|\"[^\"\\n]{0,200}\"|[A-Za-z0-9]+|[\\x80-\\xFF]{1,30}|\\s+|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
