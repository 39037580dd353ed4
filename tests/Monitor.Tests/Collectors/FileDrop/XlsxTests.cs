using System.IO.Compression;
using CsCheck;
using Monitor.Collectors.FileDrop.Rows;
using Xunit;

namespace Monitor.Tests.Collectors.FileDrop;

public sealed class XlsxTests
{
    [Fact]
    public void Every_table_comes_back_cell_by_cell_and_no_formula_is_worked_out() => Tables.Any.Sample(
        rows =>
        {
            var read = Read(Workbooks.Xlsx(rows));
            return read.Count == rows.Length && read.Zip(rows).All(p => p.First.Cells!.Concat(Enumerable.Repeat<string?>(null, 9)).Select(c => c ?? "").Take(p.Second.Length).SequenceEqual(p.Second));
        },
        iter: 200);

    [Theory]
    [InlineData("#46180.375:1", "2026-06-07 09:00:00")]
    [InlineData("#46180.999988425926:2", "2026-06-07 23:59:59")]
    [InlineData("#46180.375:0", "46180.375")]
    [InlineData("#46180.375:3", "46180.375")]
    [InlineData("#1.2345678901E+10:0", "12345678901")]
    [InlineData("#5012345678901234E0:0", "5012345678901234")]
    public void A_number_is_a_date_by_its_format_alone(string written, string expected) => Assert.Equal(expected, Read(Workbooks.Xlsx([["x", written]]))[0].Cells![1]);

    [Fact]
    public void A_sheet_is_found_by_its_name_or_named_as_missing()
    {
        var file = Workbooks.Xlsx([["a"]], "六月");
        Assert.Single(Read(file, "六月"));
        Assert.Contains("七月", Assert.Throws<DropFault>(() => Read(file, "七月")).Message);
    }

    [Fact]
    public void What_unpacks_to_far_more_than_it_holds_is_not_opened()
    {
        using var memory = new MemoryStream(Workbooks.Xlsx([["a"]]));
        using var bomb = new MemoryStream();
        memory.CopyTo(bomb);
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet2.xml").Open();
            for (var i = 0; i < 64; i++) entry.Write(new byte[1024 * 1024]);
        }

        Assert.True(bomb.Length < 1024 * 1024);
        Assert.Contains("unpacks", Assert.Throws<DropFault>(() => Read(bomb.ToArray())).Message);
    }

    [Fact]
    public void What_is_no_workbook_is_said_in_one_sentence()
    {
        var good = Workbooks.Xlsx([.. Enumerable.Range(0, 400).Select(i => new[] { "标题" + i, "正文" })]);
        Assert.Throws<DropFault>(() => Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]));
        Assert.Throws<DropFault>(() => Read([]));
        Assert.Throws<DropFault>(() => Read(good[..(good.Length / 2)]));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 40].Sample(
            changes =>
            {
                var broken = good.ToArray();
                foreach (var (at, value) in changes) broken[at] = value;
                try
                {
                    Read(broken);
                }
                catch (DropFault)
                {
                }
            },
            iter: 200);
    }

    private static List<Row> Read(byte[] file, string? sheet = null)
    {
        using var stream = new MemoryStream(file);
        using var rows = new XlsxRows(stream, sheet);
        return CsvTests.All(rows);
    }
}
