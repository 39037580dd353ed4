using System.Net;
using Monitor.Core.Cases;
using Monitor.Core.Judgements;
using Monitor.Core.Security;
using Monitor.Host.Reports;
using Monitor.Tests.Alerts.QuickReport;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>The quick report by one click: valid, filled from what is stored, masked, and closed to those who may not read its alert.</summary>
public sealed class BoardReportTests
{
    [Fact]
    public async Task An_alert_nobody_has_judged_says_so_and_lists_its_evidence_and_curve()
    {
        await using var server = await District.StartAsync();
        server.Archive.Posts[2] = server.Archive.Posts[2] with { Text = "加我微信号 abc12345 或 13812345678 看内部消息" };
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Contains("/alerts/a2/report", await client.GetStringAsync("/alerts/a2"), StringComparison.Ordinal);
        var lines = await ReportAsync(client, "/alerts/a2/report");
        Assert.Equal("关于“疑似谣言扩散：填报系统崩溃、志愿丢失”的快报", lines[0]);
        Assert.Equal("编号：a2", lines[1]);
        Assert.Equal("时间：2026年6月26日 10:30（北京时间）", lines[2]);
        foreach (var said in new[]
        {
            "一、基本情况", "提示级别：黄色（Ⅲ级）；负责：宣传；状态：告警中；告警时间：2026年6月26日 09:48。", "尚未受理。", "二、研判", "尚未作出人工研判。系统提示只表示值得核实，不代表内容不实。",
            "官方说法（2026年6月26日 10:30）：“网传延期不实” https://gov.example.net/1", "三、处置建议", "预案：未配置，请负责人填写。", "附件1：证据清单", "附件2：话题每小时帖文数",
        }) Assert.Contains(said, lines);
        Assert.Contains(lines, l => l.Contains("帖文 12 条，作者 9 个，来源 2 个，平台 2 个", StringComparison.Ordinal));
        var all = string.Join('\n', lines);
        Assert.DoesNotContain("13812345678", all, StringComparison.Ordinal);
        Assert.DoesNotContain("feedface", all, StringComparison.Ordinal);
        // The hours add up to the story's posts.
        var hours = lines.SkipWhile(l => !l.StartsWith("附件2", StringComparison.Ordinal)).Skip(1).Where(l => l.Length > 0).Chunk(4).ToList();
        Assert.Equal(["时段起", "帖文", "负面", "高风险"], hours[0]);
        Assert.Equal(12, hours.Skip(1).Sum(h => int.Parse(h[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains(server.Ledger.Trail, e => e is { Action: "report", Subject: "a2", Who: "Viewer" });
    }

    [Fact]
    public async Task A_judged_case_brings_verdict_measures_answer_and_limits()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        await BoardServer.PostAsync(client, "/alerts/a1", "/alerts/a1/case");
        var subject = server.Ledger.Cases[0];
        foreach (var step in new CaseStep[] { new JudgeStep(CaseVerdict.RealFault, "机房断电"), new HandleStep("已切换备用线路，联系人 13912345678"), new AnswerStep("系统已恢复", null, "https://gov.example.net/5") })
            subject = CaseMachine.Apply(subject, step, "值班", District.Now).Next!;
        server.Ledger.Cases[0] = subject;
        foreach (var path in new[] { $"/cases/{subject.Id}/report", "/alerts/a1/report" })
        {
            var lines = await ReportAsync(client, path);
            foreach (var said in new[]
            {
                "编号：" + subject.Id, "研判结论：确有故障（2026年6月26日 10:30）。", "说明：机房断电", "已采取措施：已切换备用线路，联系人 〔手机号〕", "已对外回应（2026年6月26日 10:30）：系统已恢复 https://gov.example.net/5",
                "时限：首次发声，2026年6月26日 15:24 前；按时完成。", "时限：新闻发布会，2026年6月27日 10:24 前；计时中。", "附件2：志愿填报系统每小时探测结果",
            }) Assert.Contains(said, lines);
        }
    }

    [Fact]
    public async Task A_restricted_alert_gives_counts_only_and_only_to_those_who_may_see_it()
    {
        await using var server = await District.StartAsync();
        server.Ledger.Alerts[1] = server.Ledger.Alerts[1] with { Restricted = true, Title = "考生关怀提示", Why = "24 小时内 3 条" };
        using var duty = await server.SignedInAsync(Role.DutyOfficer);
        using var propaganda = await server.SignedInAsync(Role.Propaganda);
        await BoardServer.PostAsync(propaganda, "/alerts/a2", "/alerts/a2/case");
        var subject = CaseMachine.Apply(server.Ledger.Cases[0], new JudgeStep(CaseVerdict.True, "某某同学"), "值班", District.Now).Next!;
        server.Ledger.Cases[0] = CaseMachine.Apply(subject, new HandleStep("已联系某某同学家长"), "值班", District.Now).Next!;
        foreach (var path in new[] { "/alerts/a2/report", $"/cases/{subject.Id}/report" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await duty.GetAsync(path)).StatusCode);
            var lines = await ReportAsync(propaganda, path);
            Assert.Contains("相关依据共 3 条，内容不列出。", lines);
            Assert.DoesNotContain(lines, l => l.Contains("附件", StringComparison.Ordinal) || l.Contains("某某", StringComparison.Ordinal) || l.Contains("填报系统", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_words_of_people_in_distress_are_counted_and_not_listed()
    {
        await using var server = await District.StartAsync();
        server.Archive.Posts[1] = server.Archive.Posts[1] with { Text = "撑不下去了", Assessment = server.Archive.Posts[1].Assessment! with { Topics = [Topics.StudentWellbeing], Rumour = new RumourRisk(0, RiskBand.Low, []) } };
        using var client = await server.SignedInAsync(Role.Viewer);
        var lines = await ReportAsync(client, "/alerts/a2/report");
        Assert.Contains("另有 1 条受限内容不列出。", lines);
        Assert.DoesNotContain(lines, l => l.Contains("撑不下去", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/alerts/none/report")).StatusCode);
    }

    [Fact]
    public async Task Text_that_no_file_can_hold_does_not_break_the_report()
    {
        await using var server = await District.StartAsync("\u0000\u0008<b>\uD83E&\uFFFF\n🥲");
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Contains(await ReportAsync(client, "/alerts/a1/report"), l => l.Contains("<b>&", StringComparison.Ordinal) && l.Contains("🥲", StringComparison.Ordinal));
    }

    private static async Task<string[]> ReportAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, ReportDesk.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return Docx.Lines(await answer.Content.ReadAsByteArrayAsync());
    }
}
