using System.Text;
using CsCheck;
using Monitor.Collectors.FileDrop.Rows;
using Xunit;

namespace Monitor.Tests.Collectors.FileDrop;

public sealed class CsvTests
{
    private static readonly string[] Head = ["标题", "正文", "发布时间"];

    [Fact]
    public void Every_table_comes_back_cell_by_cell_whatever_its_cells_hold() => Gen.Select(Tables.Any, Gen.OneOf(',', '\t', ';', '|'), Gen.OneOf("\n", "\r\n"), Gen.Bool)
        .Sample(
            (rows, delimiter, end, quoteAll) =>
            {
                var read = Read(Tables.Csv(rows, delimiter, end, quoteAll), delimiter == '\t' ? "tab" : delimiter.ToString());
                return read.All(r => r.Fault is null) && read.Count == rows.Length && read.Zip(rows).All(p => p.First.Cells!.SequenceEqual(p.Second));
            },
            iter: 2000);

    [Fact]
    public void The_charset_is_found_by_the_bytes() => Gen.Select(Tables.Any, Gen.OneOf("utf-8", "utf-8 with mark", "gb18030", "utf-16"), Gen.OneOf("\n", "\r\n"))
        .Sample(
            (rows, name, end) =>
            {
                // A platform's file has a Chinese header and some Chinese rows; a handful of bytes alone could be anything.
                string[][] all = [Head, .. rows.Select(r => r.Select(c => c.Replace("é", "e", StringComparison.Ordinal)).ToArray()), ["通知", "关于做好普通高等学校招生志愿填报工作的通知", "2026-06-25 09:00"]];
                Encoding encoding = name switch { "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!, "utf-16" => Encoding.Unicode, _ => new UTF8Encoding(name.EndsWith("mark", StringComparison.Ordinal)) };
                using var file = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(Tables.Csv(all, ',', end, quoteAll: true))]);
                using var csv = new CsvRows(TextEncoding.Open(file, TextEncoding.Find(file, "auto")), ",");
                return All(csv).Zip(all).All(p => p.First.Cells!.SequenceEqual(p.Second));
            },
            iter: 500);

    [Fact]
    public void Chinese_that_begins_after_a_page_of_numbers_is_found_too()
    {
        var text = string.Concat(Enumerable.Repeat("1,2,3\n", 60_000)) + "标题,正文,志愿填报系统今天又打不开了，大家都一样吗\n";
        using var file = new MemoryStream(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(text));
        Assert.Equal("gb18030", TextEncoding.Find(file, "auto").WebName, ignoreCase: true);
        Assert.Throws<DropFault>(() => TextEncoding.Find(file, "klingon"));
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_own_line_only()
    {
        var rows = Read("a,b\n\"open,1\nx,2\ny,\"3\"\n" + string.Concat(Enumerable.Repeat("z,4\n", 500)));
        Assert.Equal([(2L, false), (3L, true), (4L, true)], rows.Skip(1).Take(3).Select(r => (r.Line, r.Cells is not null)));
        Assert.Equal(503, rows.Count(r => r.Cells is not null));
        Assert.Equal(["x", "2"], rows[2].Cells!);
    }

    [Fact]
    public void Cells_of_several_lines_keep_the_numbers_of_the_lines_after_them()
    {
        var rows = Read("a,b\r\n\"1\r\n2\r\n3\",x\r\nlast,y\r\n");
        Assert.Equal([1L, 2L, 5L], rows.Select(r => r.Line));
        Assert.Equal("1\n2\n3", rows[1].Cells![0]);
    }

    [Fact]
    public void A_line_without_end_is_passed_over_in_bounded_memory()
    {
        var rows = Read("a,b\n" + new string('x', 3 * BoundedLines.MostCharacters) + "\nc,d\n");
        Assert.Equal((2L, "c"), (Assert.Single(rows, r => r.Fault is not null).Line, rows[2].Cells![0]));
    }

    [Theory]
    [InlineData("标题;正文\n\"a,b\";c\n", "a,b")]
    [InlineData("标题\t正文\na,b\tc\n", "a,b")]
    [InlineData("sep=|\n标题|正文\na,b|c\n", "a,b")]
    [InlineData("标题,正文\na\"b,c\n", "a\"b")]
    [InlineData("标题,正文\n\"a\"b,c\n", "ab")]
    [InlineData("\uFEFF标题,正文\na,c", "a")]
    public void The_delimiter_is_found_and_odd_quotes_are_kept(string text, string first) => Assert.Equal(first, Read(text)[1].Cells![0]);

    private static List<Row> Read(string text, string? delimiter = null)
    {
        using var rows = new CsvRows(new StringReader(text), delimiter);
        return All(rows);
    }

    internal static List<Row> All(IRows rows)
    {
        var all = new List<Row>();
        while (rows.Next() is { } row) all.Add(row);
        return all;
    }
}
