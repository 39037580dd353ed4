using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Collectors.Fetching;

namespace Monitor.Bench.Corpus;

/// <summary>Bytes to text: the hash of the decoded text, declarations as browsers find them, and every two-byte pair of gb18030.</summary>
internal static class CharsetScore
{
    private static readonly string[] Chinese = ["gb2312", "gbk", "gb18030", "big5"];

    /// <summary>The reference decoded these with Python's tables, which differ from the Encoding Standard's (and ours) in a few signs.</summary>
    private static readonly string[] TablesDiffer = ["big5", "shift_jis", "euc-jp"];

    public static IEnumerable<Score> Of(CorpusCases corpus)
    {
        var (chinese, all, declared, table) = (new Tally(), new Tally(), new Tally(), new Tally());
        foreach (var one in corpus.Of("charset"))
        {
            var expected = one["expected"]!;
            if (expected["rows"] is not null)
            {
                Pairs(File.ReadLines(corpus.FileOf(one)), table);
                continue;
            }

            var (text, encoding) = Charset.Decode(File.ReadAllBytes(corpus.FileOf(one)));
            var name = Compared.Text(expected["encoding"]).ToLowerInvariant();
            string Miss() => $"{one["id"]}: expected {name} (declared {one["declared"]}), got {encoding}";
            if (expected["sha256_of_text_utf8"] is { } sha)
            {
                var right = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) == (string?)sha || (TablesDiffer.Contains(encoding) && encoding == name);
                all.Add(right, Miss);
                if (Chinese.Contains(name)) chinese.Add(right, Miss);
            }
            else if (expected["via"] is not null)
            {
                // Where nothing is declared browsers fall back to windows-1252 and we to UTF-8; the bytes of these cases are ASCII.
                declared.Add(encoding == name || (name == "windows-1252" && encoding == "utf-8"), Miss);
            }
        }

        yield return chinese.As("charset: GB and Big5", 1, "UTF.Unknown 46/46");
        yield return all.As("charset: all encodings", 0.92, "UTF.Unknown .48");
        yield return declared.As("charset: declarations", null, "-");
        yield return table.As("charset: gb18030 pairs", 1, "-");
    }

    private static void Pairs(IEnumerable<string> lines, Tally table)
    {
        var rows = lines.Where(r => !r.StartsWith('#')).Select(r => r.Split('\t')).ToList();
        // In one text, as a pair alone may be valid UTF-8 by chance.
        var (text, _) = Charset.Decode(rows.SelectMany(r => Convert.FromHexString(r[0] + "0A")).ToArray(), "text/plain; charset=gb18030");
        foreach (var (row, got) in rows.Zip(text.Split('\n')))
            table.Add(got == char.ConvertFromUtf32(int.Parse(row[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)), () => $"{row[0]}: expected U+{row[1]}, got {got}");
    }
}
