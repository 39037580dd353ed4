using System.Diagnostics;
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
        var office = new[] { "/usr/bin/soffice", "/usr/bin/libreoffice", "/usr/local/bin/soffice" }.FirstOrDefault(File.Exists);
        if (office is null) Assert.Skip("LibreOffice is not installed (libreoffice-writer-nogui); the schema is checked in every run.");
        var data = new ReportData
        {
            At = Some.T0,
            Alert = Some.Alert("a1") with { Title = "疑似谣言扩散：<填报系统> & 志愿丢失 🥲", Why = "两小时 12 帖，3 个平台" },
            Case = Some.Case("20260607-ab12cd") with { Title = "志愿丢失的说法", Verdict = CaseVerdict.False, VerdictNote = "已向考试院\n核实\u0001" },
            Story = new ReportStory("志愿全丢了", 12, 9, 2, 3, .91, .62, Some.T0, Some.T0),
            Evidence = [new ReportEvidence("告警依据", Some.T0, "本地论坛", "听说填报系统崩了", "https://forum.example.net/t/1")],
            Curve = new ReportCurve("话题每小时帖文数", ["帖文"], [new ReportPoint(Some.T0, [12])], null),
        };
        var home = Directory.CreateTempSubdirectory("office");
        try
        {
            var file = Path.Combine(home.FullName, "report.docx");
            var bytes = DocxWriter.Write(ReportComposer.Compose(data));
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            using var process = Process.Start(new ProcessStartInfo(office, ["-env:UserInstallation=file://" + home.FullName + "/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", home.FullName, file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await process.WaitForExitAsync(limit.Token);
            var text = await File.ReadAllTextAsync(Path.ChangeExtension(file, ".txt"), TestContext.Current.CancellationToken);
            string Plain(string s) => string.Concat(s.Where(c => !char.IsWhiteSpace(c)));
            var read = Plain(text);
            Assert.All(Docx.Lines(bytes), line => Assert.Contains(Plain(line), read, StringComparison.Ordinal));
            foreach (var stored in new[] { "关于“志愿丢失的说法”的快报", "疑似谣言扩散：<填报系统>&志愿丢失🥲", "研判结论：不实", "说明：已向考试院", "核实", "听说填报系统崩了", "帖文12条，作者9个" })
                Assert.Contains(stored, read, StringComparison.Ordinal);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
