using Monitor.Alerts.QuickReport;
using Monitor.Core.Cases;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.QuickReport;

/// <summary>The file in a word processor that is not ours.</summary>
public sealed class LibreOfficeTests
{
    [Fact]
    public async Task The_report_opens_in_LibreOffice_and_says_what_was_stored()
    {
        var data = new ReportData
        {
            At = Some.T0,
            Alert = Some.Alert("a1") with { Title = "疑似谣言扩散：<填报系统> & 志愿丢失 🥲", Why = "两小时 12 帖，3 个平台" },
            Case = Some.Case("20260607-ab12cd") with { Title = "志愿丢失的说法", Verdict = CaseVerdict.False, VerdictNote = "已向考试院\n核实\u0001" },
            Story = new ReportStory("志愿全丢了", 12, 9, 2, 3, .91, .62, Some.T0, Some.T0),
            Evidence = [new ReportEvidence("告警依据", Some.T0, "本地论坛", "听说填报系统崩了", "https://forum.example.net/t/1")],
            Curve = new ReportCurve("话题每小时帖文数", ["帖文"], [new ReportPoint(Some.T0, [12])], null),
        };
        var bytes = DocxWriter.Write(ReportComposer.Compose(data));
        var read = await LibreOffice.TextAsync(bytes, TestContext.Current.CancellationToken);
        Assert.All(Docx.Lines(bytes), line => Assert.Contains(LibreOffice.Plain(line), read, StringComparison.Ordinal));
        foreach (var stored in new[] { "关于“志愿丢失的说法”的快报", "疑似谣言扩散：<填报系统>&志愿丢失🥲", "研判结论：不实", "说明：已向考试院", "核实", "听说填报系统崩了", "帖文12条，作者9个" })
            Assert.Contains(stored, read, StringComparison.Ordinal);
    }
}
