using System.Text;
using Monitor.Alerts.Weaknesses;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Tests.Alerts.QuickReport;
using Monitor.Tests.Contracts;
using Monitor.Tests.Weaknesses;
using Xunit;

namespace Monitor.Tests.Alerts.Weaknesses;

/// <summary>The register as a file, read back by readers that are not its writers.</summary>
public sealed class WeaknessFileTests
{
    private static readonly DateTimeOffset Now = Some.T0.AddDays(20);

    private static readonly WeaknessList List = new(
        [
            Looks.Weakness("tls.expiring", FindingSeverity.High) with { Id = "W-2026-0001", Message = "证书，\"将\"到期\n第二行", Owner = "张工", ReportedAt = Some.T0 },
            Looks.Weakness("headers.cookies", FindingSeverity.Low) with { Id = "W-2026-0002", Message = "=HYPERLINK(\"http://x\")", Subject = "@sum" },
            WeaknessWord.Accept(Looks.Weakness("dns.private", target: "portal") with { Id = "W-2026-0003", Message = "<内部> & 地址\u0001" }, "值班", "换系统", Now.AddDays(30), Now),
            Looks.Weakness("dns.missing", target: "portal") with { Id = "W-2026-0004", State = WeaknessState.Fixed, FixedAt = Some.T0.AddDays(3) },
        ],
        new Dictionary<string, string> { ["filing"] = "志愿填报系统" }, Now, "全部");

    [Fact]
    public void The_csv_has_a_mark_one_record_each_and_no_cell_a_spreadsheet_would_run()
    {
        var bytes = WeaknessCsv.Write(List);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var rows = Parse(Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(5, rows.Count);
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
        string Of(int row, string head) => rows[row][Array.IndexOf(rows[0], head)];
        Assert.Equal("证书，\"将\"到期\n第二行", Of(1, "说明"));
        Assert.Equal(("W-2026-0001", "志愿填报系统", "高", "待整改", "2026-06-10", "是", "张工"), (Of(1, "编号"), Of(1, "系统"), Of(1, "程度"), Of(1, "状态"), Of(1, "整改期限"), Of(1, "是否超期"), Of(1, "责任人")));
        Assert.Equal(("'=HYPERLINK(\"http://x\")", "'@sum"), (Of(2, "说明"), Of(2, "对象")));
        Assert.Equal(("已接受风险", "值班：换系统（至 2026-07-27）", "portal"), (Of(3, "状态"), Of(3, "接受风险"), Of(3, "系统")));
        Assert.Equal(("已整改", "2026-06-10", "否"), (Of(4, "状态"), Of(4, "整改确认"), Of(4, "是否超期")));
        Assert.All(rows.SelectMany(r => r), c => Assert.False(c is ['=' or '+' or '-' or '@' or '\t' or '\r', ..], c));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    public void Every_beginning_of_a_formula_is_marked(string hostile)
    {
        var rows = Parse(Encoding.UTF8.GetString(WeaknessCsv.Write(List with { Items = [List.Items[0] with { Message = hostile, Owner = hostile, Subject = hostile }] })[3..]));
        Assert.Equal(3, rows[1].Count(c => c == "'" + hostile));
    }

    [Fact]
    public void The_paper_is_valid_and_counts_and_groups_what_there_is()
    {
        var lines = Docx.Lines(WeaknessDocx.Write(List));
        Assert.Equal("隐患台账", lines[0]);
        Assert.Contains("共发现隐患 4 项，已上报 1 项，已整改 1 项，待整改 2 项（其中超期 1 项），已接受风险 1 项。整改以系统复查为准。", lines);
        Assert.Equal(["合计", "4", "1", "1", "2", "1", "1"], lines.SkipWhile(l => l != "合计").Take(7));
        Assert.Contains("志愿填报系统（2 项）", lines);
        Assert.Contains("portal（2 项）", lines);
        Assert.Contains("2026-06-10（已超期 17 天）", lines);
        Assert.Contains("值班 接受风险至 2026-07-27：换系统", lines);
        Assert.Contains("日期：2026 年 6 月 27 日", lines);
        Assert.Contains("没有符合条件的隐患。", Docx.Lines(WeaknessDocx.Write(List with { Items = [] })));
    }

    [Fact]
    public async Task The_paper_opens_in_LibreOffice()
    {
        var bytes = WeaknessDocx.Write(List);
        var read = await LibreOffice.TextAsync(bytes, TestContext.Current.CancellationToken);
        Assert.All(Docx.Lines(bytes), line => Assert.Contains(LibreOffice.Plain(line), read, StringComparison.Ordinal));
        Assert.Contains("<内部>&地址（dns.private）", read, StringComparison.Ordinal);
    }

    /// <summary>RFC 4180, written from the grammar.</summary>
    private static List<string[]> Parse(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        for (var i = 0; i < text.Length;)
        {
            var cell = new StringBuilder();
            if (text[i] == '"')
            {
                for (i++; ; i++)
                {
                    if (text[i] != '"') cell.Append(text[i]);
                    else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
                    else break;
                }

                i++;
            }
            else
            {
                for (; text[i] is not (',' or '\r'); i++)
                {
                    Assert.NotEqual('"', text[i]);
                    cell.Append(text[i]);
                }
            }

            row.Add(cell.ToString());
            if (text[i] == ',')
            {
                i++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(i, 2));
            i += 2;
            rows.Add([.. row]);
            row.Clear();
        }

        return rows;
    }
}
