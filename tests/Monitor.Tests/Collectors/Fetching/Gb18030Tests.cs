using System.Globalization;
using System.Text;
using Monitor.Collectors.Fetching;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>
/// All 23,940 two-byte pairs of gb18030 as the WHATWG Encoding Standard decodes them (index gb18030, and the pairs its decoder gives back where
/// the index is silent). What is expected comes from elsewhere when the test runs: the runtime's own table, and the corpus's rows where they are
/// at hand. No table is kept here but that of what the standards changed since the runtime's was made.
/// </summary>
public sealed class Gb18030Tests
{
    private const string Declared = "text/plain; charset=gb18030";

    /// <summary>
    /// Where the Encoding Standard and the runtime's table (GB18030-2000 in the main) differ, and why:
    /// A3A0 is an ideographic space (index-gb18030, after what pages mean by it);
    /// A8BC left the private use area in GB18030-2005;
    /// A6D9-A6DF, A6EC, A6ED, A6F3 (vertical forms) and FE59, FE61, FE66, FE67, FE6D, FE7E, FE90, FEA0 left it in GB18030-2022, which the standard
    /// took over (whatwg/encoding: "Align with GB18030-2022").
    /// </summary>
    private static readonly Dictionary<int, char> Changed = new()
    {
        [0xA3A0] = '\u3000',
        [0xA8BC] = '\u1E3F',
        [0xA6D9] = '\uFE10',
        [0xA6DA] = '\uFE12',
        [0xA6DB] = '\uFE11',
        [0xA6DC] = '\uFE13',
        [0xA6DD] = '\uFE14',
        [0xA6DE] = '\uFE15',
        [0xA6DF] = '\uFE16',
        [0xA6EC] = '\uFE17',
        [0xA6ED] = '\uFE18',
        [0xA6F3] = '\uFE19',
        [0xFE59] = '\u9FB4',
        [0xFE61] = '\u9FB5',
        [0xFE66] = '\u9FB6',
        [0xFE67] = '\u9FB7',
        [0xFE6D] = '\u9FB8',
        [0xFE7E] = '\u9FB9',
        [0xFE90] = '\u9FBA',
        [0xFEA0] = '\u9FBB',
    };

    [Fact]
    public void Every_pair_is_as_in_the_runtimes_table_but_for_those_the_standards_changed()
    {
        var table = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        var got = Decoded(Pairs());
        Assert.Equal(23_940, got.Count);
        foreach (var (pair, text) in got)
        {
            var older = table.GetString([(byte)(pair >> 8), (byte)pair]);
            var expected = Changed.TryGetValue(pair, out var renewed) ? renewed.ToString() : older;
            Assert.True(expected == text, $"{pair:X4}: expected {Named(expected)}, got {Named(text)}");
            if (Changed.ContainsKey(pair)) Assert.True(older[0] is >= '\uE000' and <= '\uF8FF', $"{pair:X4}: the runtime has caught up ({Named(older)}); take it off the list");
        }
    }

    [Fact]
    public void No_pair_means_the_same_as_another_but_the_two_spaces()
    {
        var twice = Decoded(Pairs()).GroupBy(p => p.Value).Where(g => g.Count() > 1).Select(g => string.Join('=', g.Select(p => p.Key.ToString("X4", CultureInfo.InvariantCulture))));
        Assert.Equal(["A1A1=A3A0"], twice);
    }

    [Fact]
    public void Every_row_of_the_corpus_agrees()
    {
        var file = Shared.Path("corpus", "charset", "whatwg-gb18030", "two-byte.tsv");
        Assert.SkipUnless(File.Exists(file), "the corpus is not at hand: ../shared/corpus/charset/whatwg-gb18030/two-byte.tsv");
        var rows = File.ReadLines(file!).Where(r => !r.StartsWith('#')).Select(r => r.Split('\t')).ToDictionary(r => Hex(r[0]), r => char.ConvertFromUtf32(Hex(r[1])));
        var got = Decoded(rows.Keys);
        Assert.All(rows, row => Assert.True(row.Value == got[row.Key], $"{row.Key:X4}: expected {Named(row.Value)}, got {Named(got[row.Key])}"));
        Assert.InRange(rows.Count, 12_000, 23_940);
    }

    /// <summary>Lead 81-FE, trail 40-7E and 80-FE (Encoding Standard, gb18030 decoder).</summary>
    private static IEnumerable<int> Pairs() =>
        from lead in Enumerable.Range(0x81, 0xFE - 0x81 + 1)
        from trail in Enumerable.Range(0x40, 0xFE - 0x40 + 1)
        where trail != 0x7F
        select (lead << 8) | trail;

    /// <summary>In one text, a pair a line: alone a pair may be valid UTF-8 by chance.</summary>
    private static Dictionary<int, string> Decoded(IEnumerable<int> pairs)
    {
        var asked = pairs.ToList();
        var (text, encoding) = Charset.Decode(asked.SelectMany(p => new byte[] { (byte)(p >> 8), (byte)p, (byte)'\n' }).ToArray(), Declared);
        Assert.Equal("gb18030", encoding);
        var lines = text.Split('\n');
        Assert.Equal(asked.Count + 1, lines.Length);
        return asked.Zip(lines).ToDictionary(p => p.First, p => p.Second);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Named(string text) => string.Join(' ', text.EnumerateRunes().Select(r => $"U+{r.Value:X4}"));
}
