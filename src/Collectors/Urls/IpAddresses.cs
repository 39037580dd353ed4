using System.Globalization;

namespace Monitor.Collectors.Urls;

/// <summary>IPv4 and IPv6 as browsers read them (URL Standard, 3.5): shortened, octal, hexadecimal.</summary>
internal static class IpAddresses
{
    public static bool EndsInNumber(string host)
    {
        var parts = host.Split('.').ToList();
        if (parts[^1].Length == 0)
        {
            if (parts.Count == 1) return false;
            parts.RemoveAt(parts.Count - 1);
        }

        var last = parts[^1];
        return (last.Length > 0 && last.All(char.IsAsciiDigit)) || Number(last) is not null;
    }

    public static uint? ParseV4(string host)
    {
        var parts = host.Split('.').ToList();
        if (parts[^1].Length == 0 && parts.Count > 1) parts.RemoveAt(parts.Count - 1);
        if (parts.Count > 4) return null;
        var numbers = parts.Select(Number).ToList();
        if (numbers.Any(n => n is null) || numbers.SkipLast(1).Any(n => n > 255)) return null;
        var last = numbers[^1]!.Value;
        if (last >= 1L << (8 * (5 - numbers.Count))) return null;
        var address = last;
        for (var i = 0; i < numbers.Count - 1; i++) address += numbers[i]!.Value << (8 * (3 - i));
        return (uint)address;
    }

    public static string Write(uint v4) => $"{v4 >> 24}.{(v4 >> 16) & 255}.{(v4 >> 8) & 255}.{v4 & 255}";

    public static ushort[]? ParseV6(string text)
    {
        var pieces = new ushort[8];
        int index = 0, at = 0;
        int? compress = null;
        if (text.StartsWith(':'))
        {
            if (!text.StartsWith("::", StringComparison.Ordinal)) return null;
            at = 2;
            compress = ++index;
        }

        while (at < text.Length)
        {
            if (index == 8) return null;
            if (text[at] == ':')
            {
                if (compress is not null) return null;
                at++;
                compress = ++index;
                continue;
            }

            var from = at;
            while (at < text.Length && at - from < 4 && char.IsAsciiHexDigit(text[at])) at++;
            var value = at == from ? (ushort)0 : ushort.Parse(text.AsSpan(from, at - from), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (at < text.Length && text[at] == '.')
            {
                if (at == from || index > 6 || Dotted(text[from..]) is not { } v4) return null;
                pieces[index++] = (ushort)(v4 >> 16);
                pieces[index++] = (ushort)v4;
                at = text.Length;
                break;
            }

            if (at < text.Length && text[at] == ':')
            {
                if (++at == text.Length) return null;
            }
            else if (at < text.Length)
            {
                return null;
            }

            pieces[index++] = value;
        }

        if (compress is { } gap)
        {
            // The gap's pieces move to the end. (Index counts the gap itself as one when it opened.)
            var tail = index - gap;
            Array.Copy(pieces, gap, pieces, 8 - tail, tail);
            if (8 - tail - gap > 0) Array.Clear(pieces, gap, Math.Max(0, 8 - tail - gap));
            return pieces;
        }

        return index == 8 ? pieces : null;
    }

    public static string Write(ushort[] pieces)
    {
        int best = -1, length = 1;
        for (var i = 0; i < 8; i++)
        {
            var end = i;
            while (end < 8 && pieces[end] == 0) end++;
            if (end - i > length) (best, length) = (i, end - i);
            if (end > i) i = end;
        }

        if (best < 0) return string.Join(':', pieces.Select(Hex));
        return string.Join(':', pieces[..best].Select(Hex)) + "::" + string.Join(':', pieces[(best + length)..].Select(Hex));
    }

    private static string Hex(ushort piece) => piece.ToString("x", CultureInfo.InvariantCulture);

    private static uint? Dotted(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4 || parts.Any(p => p.Length is 0 or > 3 || !p.All(char.IsAsciiDigit) || (p.Length > 1 && p[0] == '0') || int.Parse(p, CultureInfo.InvariantCulture) > 255)) return null;
        return parts.Aggregate(0u, (sum, p) => (sum << 8) | uint.Parse(p, CultureInfo.InvariantCulture));
    }

    private static long? Number(string part)
    {
        if (part.Length == 0) return null;
        var radix = 10;
        var digits = part;
        if (part.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) (radix, digits) = (16, part[2..]);
        else if (part.Length > 1 && part[0] == '0') (radix, digits) = (8, part[1..]);
        long value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            if (digit >= radix) return null;
            value = Math.Min((value * radix) + digit, long.MaxValue / 64);
        }

        return value;
    }
}
