namespace Monitor.Collectors.Fetching;

/// <summary>
/// GB18030 with the code points of its 2022 edition (WHATWG Encoding). The runtime's table is older: for twenty pairs it gives private-use
/// characters, which no search would find and no font would show.
/// </summary>
internal static class Gb18030
{
    public const int CodePage = 54936;

    private const string Old = "\uE5E5\uE78D\uE78E\uE78F\uE790\uE791\uE792\uE793\uE794\uE795\uE796\uE7C7\uE81E\uE826\uE82B\uE82C\uE832\uE843\uE854\uE864";
    private const string New = "\u3000\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19\u1E3F\u9FB4\u9FB5\u9FB6\u9FB7\u9FB8\u9FB9\u9FBA\u9FBB";

    public static string Renew(string text) =>
        text.AsSpan().IndexOfAny(Old) < 0 ? text : string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = Old.IndexOf(from[i]) is var at and >= 0 ? New[at] : from[i];
        });

    /// <summary>Whether bytes may be this encoding: pairs and fours as it forms them (WHATWG Encoding, 10.2.1), few that are broken.</summary>
    public static bool Fits(ReadOnlySpan<byte> body)
    {
        int good = 0, bad = 0;
        for (var i = body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); i >= 0 && i < body.Length; i++)
        {
            if (body[i] < 0x80) continue;
            var length = body[i] is < 0x81 or 0xFF ? 0 : body[(i + 1)..] switch
            {
                [>= 0x40 and not (0x7F or 0xFF), ..] => 2,
                [>= 0x30 and <= 0x39, >= 0x81 and not 0xFF, >= 0x30 and <= 0x39, ..] => 4,
                _ => 0,
            };
            if (length == 0) bad++;
            else good++;
            i += Math.Max(length - 1, 0);
        }

        return bad * 4 <= good;
    }
}
