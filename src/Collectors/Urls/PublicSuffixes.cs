namespace Monitor.Collectors.Urls;

/// <summary>
/// Where a domain that someone can own begins: example.com, example.gov.cn. Read from the public suffix list as Linux distributions ship it
/// (package publicsuffix), or from the file MONITOR_PUBLIC_SUFFIX_LIST names; without one, from a short list that covers China's own.
/// </summary>
internal sealed class PublicSuffixes
{
    private const string Shipped = "/usr/share/publicsuffix/public_suffix_list.dat";

    private const string Short = """
        com.cn net.cn org.cn gov.cn edu.cn ac.cn mil.cn 公司.cn 网络.cn 網絡.cn bj.cn sh.cn tj.cn cq.cn he.cn sx.cn nm.cn ln.cn jl.cn hl.cn js.cn zj.cn ah.cn fj.cn jx.cn
        sd.cn ha.cn hb.cn hn.cn gd.cn gx.cn hi.cn sc.cn gz.cn yn.cn xz.cn sn.cn gs.cn qh.cn nx.cn xj.cn tw.cn hk.cn mo.cn com.hk edu.hk gov.hk org.hk net.hk com.tw edu.tw
        gov.tw org.tw com.mo gov.mo edu.mo co.uk ac.uk gov.uk org.uk co.jp ac.jp go.jp or.jp ne.jp co.kr com.au com.sg com.my com.br co.nz co.in co.za github.io
        """;

    private static readonly Lazy<PublicSuffixes> Loaded = new(() => new PublicSuffixes(Lines()));
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);

    public PublicSuffixes(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var rule = line.Trim();
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal)) continue;
            var mark = rule.StartsWith('!') ? "!" : rule.StartsWith("*.", StringComparison.Ordinal) ? "*." : "";
            if (HostName.ToAscii(rule[mark.Length..].Split(' ')[0]) is { } ascii) _rules.Add(mark + ascii);
        }
    }

    public static PublicSuffixes Default => Loaded.Value;

    /// <summary>The registrable domain in the spelling it was given in, lower case; null when the host is a suffix itself, an address or none.</summary>
    public string? RegistrableOf(string host)
    {
        var labels = host.TrimEnd('.').ToLowerInvariant().Split('.');
        if (labels.Any(l => l.Length == 0) || (labels.Length > 0 && labels[^1].All(char.IsAsciiDigit))) return null;
        var ascii = labels.Select(l => HostName.ToAscii(l) ?? l).ToArray();
        var length = 1;
        for (var i = 0; i < ascii.Length; i++)
        {
            var name = string.Join('.', ascii[i..]);
            if (_rules.Contains("!" + name))
            {
                length = ascii.Length - i - 1;
                break;
            }

            if (_rules.Contains(name)) length = Math.Max(length, ascii.Length - i);
            if (i > 0 && _rules.Contains("*." + name)) length = Math.Max(length, ascii.Length - i + 1);
        }

        return labels.Length > length ? string.Join('.', labels[^(length + 1)..]) : null;
    }

    private static IEnumerable<string> Lines()
    {
        var file = Environment.GetEnvironmentVariable("MONITOR_PUBLIC_SUFFIX_LIST") is { Length: > 0 } named ? named : Shipped;
        return File.Exists(file) ? File.ReadLines(file) : Short.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
