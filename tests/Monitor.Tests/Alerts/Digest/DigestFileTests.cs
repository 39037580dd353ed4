using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Tests.Alerts.QuickReport;
using Xunit;

namespace Monitor.Tests.Alerts.Digest;

public sealed class DigestFileTests
{
    private static readonly DigestComposer Composer = new();
    private static readonly DigestData Week = DigestComposerTests.Week;

    [Fact]
    public void The_word_file_is_valid_and_carries_sentences_tables_and_pictures()
    {
        var file = Composer.Docx(Week, Language.Zh, DigestAudience.Everyone);
        var lines = Docx.Lines(file);
        Assert.Contains("2026 高考 舆情与系统安全周报 2026-W26", lines);
        Assert.Contains(lines, l => l.StartsWith("本周共监测公开帖文 200 条", StringComparison.Ordinal));
        Assert.Contains("提交志愿后还能不能改", lines);
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Equal(2, document.MainDocumentPart!.ImageParts.Count());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"点我\")")]
    [InlineData("+86 138")]
    [InlineData("-1+1|cmd")]
    [InlineData("@SUM(1)")]
    [InlineData("\tTab")]
    public void What_people_wrote_is_never_a_formula(string hostile)
    {
        var cells = Cells(Composer.Xlsx(Week with { Unanswered = [new DigestConcern(hostile, 3, 4, Week.From)], Targets = [new DigestTarget(hostile, 1, 0, 0, 0)] }, Language.Zh, DigestAudience.Everyone));
        Assert.DoesNotContain(cells, c => c.CellFormula is not null);
        var said = cells.Where(c => c.InnerText == hostile.Trim() || c.InnerText == hostile).ToList();
        Assert.NotEmpty(said);
        Assert.All(said, c => Assert.Equal(CellValues.InlineString, c.DataType!.Value));
    }

    [Fact]
    public void Figures_are_numbers_a_spreadsheet_calculates_with()
    {
        var cells = Cells(Composer.Xlsx(Week, Language.Zh, DigestAudience.Everyone));
        Assert.Contains(cells, c => c.DataType?.Value == CellValues.Number && c.CellValue!.Text == "200");
        Assert.Contains(cells, c => c.DataType?.Value == CellValues.Number && c.CellValue!.Text == "0.99");
    }

    [Fact]
    public void Times_are_times_a_spreadsheet_sorts_on_a_beijing_clock()
    {
        var since = new DateTimeOffset(2026, 6, 25, 22, 30, 0, TimeSpan.Zero);
        var cells = Cells(Composer.Xlsx(Week with { Unanswered = [new DigestConcern("几点出分", 3, 4, since)] }, Language.Zh, DigestAudience.Everyone));
        var expected = new DateTime(2026, 6, 26, 6, 30, 0, DateTimeKind.Unspecified).ToOADate().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(cells, c => c is { DataType.Value: var type, StyleIndex.Value: 5 } && type == CellValues.Number && c.CellValue!.Text == expected);
        Assert.Contains(cells, c => c.StyleIndex?.Value == 4);
        Assert.DoesNotContain(cells, c => c.InnerText.StartsWith("2026-06-", StringComparison.Ordinal) && c.InnerText.Length == 10);
    }

    [Fact]
    public void Each_reader_gets_what_is_theirs_in_every_form()
    {
        var data = Week with { Weaknesses = [new DigestWeakness("志愿填报系统", 1, 0, 2, 1) { Reported = 4, Overdue = 5 }], MeanToFix = TimeSpan.FromHours(36) };
        var (all, security, propaganda) = (Letter(DigestAudience.Everyone), Letter(DigestAudience.Security), Letter(DigestAudience.Propaganda));
        Assert.Contains("薄弱点", all, StringComparison.Ordinal);
        Assert.Contains("已上报：4", security, StringComparison.Ordinal);
        Assert.Contains("已超期：5", security, StringComparison.Ordinal);
        Assert.Contains("平均整改用时 36 小时", security, StringComparison.Ordinal);
        Assert.Contains("作者：80", all, StringComparison.Ordinal);
        Assert.DoesNotContain("作者", security, StringComparison.Ordinal);
        Assert.DoesNotContain("提问人数", security, StringComparison.Ordinal);
        Assert.DoesNotContain("薄弱点", propaganda, StringComparison.Ordinal);
        Assert.DoesNotContain(Docx.Lines(Composer.Docx(data, Language.Zh, DigestAudience.Propaganda)), l => l.Contains("薄弱点", StringComparison.Ordinal));
        string Letter(DigestAudience audience) => Composer.Compose(data, "mail", Week.Until, Language.Zh, audience).Text;
    }

    [Fact]
    public void An_english_letter_has_no_chinese_of_ours()
    {
        var data = Week with
        {
            Season = "Gaokao 2026",
            TopStories = [],
            Unanswered = [],
            Targets = [new DigestTarget("Filing", 99, 0, 1, 0)],
            NextPhase = null,
            PostsBefore = new DigestPosts(100, 0, 0),
            Plans = [new DigestPlan(null, "fraud", "call the police")],
            Delivery = new DigestDelivery(3, 1, 1),
            Cases = new DigestCases(1, 1, 1, 1),
        };
        var letter = Composer.Compose(data, "mail", Week.Until, Language.En);
        Assert.DoesNotContain((letter.Subject + letter.Text + letter.Html).Replace("【", "", StringComparison.Ordinal).Replace("】", "", StringComparison.Ordinal)
            .Replace("'Microsoft YaHei'", "", StringComparison.Ordinal), c => c is >= '一' and <= '鿿');
        Assert.Contains("200 public posts were seen this week, 100% more than the week before", letter.Text, StringComparison.Ordinal);
    }

    private static List<Cell> Cells(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        return [.. document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Cell>()).Select(c => (Cell)c.CloneNode(true))];
    }
}
