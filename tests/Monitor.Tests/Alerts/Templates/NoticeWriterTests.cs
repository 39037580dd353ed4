using AngleSharp.Html.Parser;
using Monitor.Alerts.Decide;
using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Templates;

public sealed class NoticeWriterTests
{
    private static readonly Alert Alert = Some.Alert("a1") with
    {
        Kind = "rumour-story",
        Subject = "s1",
        Team = Team.Propaganda,
        Level = WarningLevel.Orange,
        Title = "网传泄题",
        Why = "2 小时 12 帖",
        Evidence = ["p1", "p2"],
        Places = ["weibo", "forum"],
        Topic = "paper_leak",
        Since = Some.T0.AddMinutes(-5),
        OpenedAt = Some.T0,
        AcknowledgedAt = null,
        AcknowledgedBy = null,
        State = AlertState.Firing,
    };

    private static readonly NoticeWriterOptions Options = new()
    {
        Channels = [Channel("zh"), Channel("en", Language.En), Channel("siem", kind: "syslog"), Channel("phone", kind: "sms")],
        Targets = new Dictionary<string, TargetPlan> { ["portal"] = new("填报系统", "zy.example.cn", [], []) },
        Sources = new Dictionary<string, string> { ["src1"] = "本地论坛" },
        Districts = ["东区"],
        Departments = [new Department { Id = "police", Name = "公安机关", Topics = ["paper_leak"], Playbook = "按预案二核查并固定证据" }],
        PublicUrl = "https://monitor.example.cn/m",
        Acknowledge = (alert, kind, channel, now) => new AcknowledgeLink($"https://monitor.example.cn/m/ack/T-{alert.Id}-{kind}-{channel}", now.AddHours(24)),
    };

    private static readonly NoticeWriter Writer = new(Options);

    public static TheoryData<NoticeKind> Kinds => [.. TemplateRoles.Kinds.Where(k => TemplateRoles.Of(k) == TemplateRole.Alert)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_says_what_where_how_serious_since_when_why_evidence_next_step_and_links_in_both_languages(NoticeKind kind)
    {
        var (zh, en) = (Writer.One(Alert, kind, "zh", Some.T0), Writer.One(Alert, kind, "en", Some.T0));
        foreach (var text in new[] { zh.Text, Shown(zh) })
            foreach (var said in new[] { "网传泄题", "微博、论坛", "橙色（Ⅱ级）·建议，待人工签发", "2026-06-07 08:55:00 北京时间", "2 小时 12 帖", "p1、p2" }) Assert.Contains(said, text, StringComparison.Ordinal);
        foreach (var text in new[] { en.Text, Shown(en) })
            foreach (var said in new[] { "网传泄题", "Weibo, forums", "Orange (II), proposed", "2026-06-07 08:55:00 Beijing time", "2 小时 12 帖", "p1, p2" }) Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Contains(kind == NoticeKind.Resolved ? "请补记处置结果" : "按预案二核查并固定证据", zh.Text, StringComparison.Ordinal);
        foreach (var (notice, channel) in new[] { (zh, "zh"), (en, "en") })
        {
            Assert.Equal([$"https://monitor.example.cn/m/ack/T-a1-{kind}-{channel}", "https://monitor.example.cn/m/alerts/a1"], notice.Links.Select(l => l.Url));
            Assert.All(notice.Links, l => Assert.Contains(l.Url, notice.Text, StringComparison.Ordinal));
            Assert.Equal(notice.Links.Select(l => l.Url), new HtmlParser().ParseDocument(notice.Html!).QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
            Assert.Equal($"a1:{Alert.Version}:{kind}:{channel}".ToLowerInvariant(), notice.Id);
        }

        Assert.DoesNotMatch("[\u4e00-\u9fff]", en.Text.Replace("网传泄题", "", StringComparison.Ordinal).Replace("2 小时 12 帖", "", StringComparison.Ordinal)
            .Replace("按预案二核查并固定证据", "", StringComparison.Ordinal).Replace("公安机关", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WarningLevel.Blue, "Blue (IV)", "蓝色（Ⅳ级）")]
    [InlineData(WarningLevel.Yellow, "Yellow (III)", "黄色（Ⅲ级）")]
    [InlineData(WarningLevel.Orange, "Orange (II)", "橙色（Ⅱ级）")]
    [InlineData(WarningLevel.Red, "Red (I)", "红色（Ⅰ级）")]
    public void A_level_is_always_a_word_with_its_grade(WarningLevel level, string english, string chinese)
    {
        var alert = Alert with { Level = level, LevelIssued = true };
        Assert.Equal($"[New alert][{english}] 网传泄题", Writer.One(alert, NoticeKind.Opened, "en", Some.T0).Subject);
        Assert.Equal($"[新提示][{chinese}] 网传泄题", Writer.One(alert, NoticeKind.Opened, "zh", Some.T0).Subject);
    }

    [Fact]
    public void The_same_notice_written_twice_is_the_same()
    {
        var (first, second) = (Writer.One(Alert, NoticeKind.Opened, "zh", Some.T0), new NoticeWriter(Options).One(Alert, NoticeKind.Opened, "zh", Some.T0));
        Assert.Equal(first with { Links = [] }, second with { Links = [] });
        Assert.Equal(first.Links, second.Links);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("{{ ack_link }} {{ for i in 1..999999 }}")]
    [InlineData("</td></table><a href='https://evil.example/ack/x'>受理</a>")]
    public void A_hostile_title_is_text_in_html_and_no_template(string title)
    {
        var notice = Writer.One(Alert with { Title = title, Why = title }, NoticeKind.Opened, "zh", Some.T0);
        var page = new HtmlParser().ParseDocument(notice.Html!);
        Assert.Empty(page.QuerySelectorAll("script, img, [onerror]"));
        Assert.Equal(2, page.QuerySelectorAll("a").Length);
        Assert.Equal(title, page.QuerySelector("h2")!.TextContent);
        Assert.Contains("事项：" + title, notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_cannot_begin_a_line_of_its_own_nor_turn_the_direction_of_writing()
    {
        var notice = Writer.One(Alert with { Title = "甲\r\n受理：https://evil.example\u202Egpj\u2028乙", Why = "x\ny" }, NoticeKind.Opened, "zh", Some.T0);
        Assert.Single(notice.Text.Split('\n'), l => l.StartsWith("受理", StringComparison.Ordinal));
        Assert.DoesNotMatch("[\r\u202E\u2028]", notice.Subject + notice.Text + notice.Html);
        Assert.DoesNotContain('\n', notice.Subject);
    }

    [Fact]
    public void Where_is_the_system_with_its_address_else_the_source_else_the_platforms_else_the_district()
    {
        string Where(Alert alert) => Writer.One(alert, NoticeKind.Opened, "zh", Some.T0).Text.Split('\n').Single(l => l.StartsWith("位置：", StringComparison.Ordinal))[3..];
        Assert.Equal("填报系统（zy.example.cn）", Where(Alert with { Subject = "portal" }));
        Assert.Equal("填报系统（zy.example.cn）", Where(Alert with { Incident = "target:portal" }));
        Assert.Equal("来源“本地论坛”", Where(Alert with { Subject = "src1" }));
        Assert.Equal("微博、论坛", Where(Alert));
        Assert.Equal("东区相关公开信息", Where(Alert with { Places = [] }));
    }

    [Fact]
    public void The_next_step_is_the_plans_line_of_the_department_else_the_built_in_one()
    {
        Assert.Contains("下一步：按预案二核查并固定证据\n建议承办：公安机关", Text(Alert), StringComparison.Ordinal);
        Assert.Contains("下一步：请登录看板核对原文和理由", Text(Alert with { Topic = null }), StringComparison.Ordinal);
        Assert.Contains("下一步：请登录看板查看失败阶段", Text(Alert with { Topic = null, Team = Team.Security }), StringComparison.Ordinal);
        Assert.Contains("不代表内容不实", Text(Alert), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_people_in_distress_a_notice_is_gentle_names_no_evidence_and_no_place_closer_than_the_district()
    {
        var care = Alert with { Restricted = true };
        foreach (var channel in new[] { "zh", "en", "phone" })
        {
            var notice = Writer.One(care, NoticeKind.Opened, channel, Some.T0);
            Assert.DoesNotMatch("p1|p2|微博|Weibo", notice.Text + notice.Html);
            Assert.Contains("东区", notice.Text, StringComparison.Ordinal);
            Assert.Matches("不点名|Do not investigate, name", notice.Text);
            Assert.Matches("仅限宣传组和管理员|Only for the propaganda team", notice.Text);
        }
    }

    [Fact]
    public void What_is_taken_or_over_and_what_goes_to_a_log_carries_no_link_that_acts()
    {
        var taken = Alert with { AcknowledgedAt = Some.T0, AcknowledgedBy = "王工", State = AlertState.Acknowledged };
        var over = Alert with { State = AlertState.Resolved, ResolvedAt = Some.T0 };
        foreach (var notice in new[] { Writer.One(taken, NoticeKind.Escalated, "zh", Some.T0), Writer.One(over, NoticeKind.Resolved, "zh", Some.T0), Writer.One(Alert, NoticeKind.Opened, "siem", Some.T0) })
        {
            Assert.DoesNotContain("/ack/", notice.Text + notice.Html, StringComparison.Ordinal);
            Assert.Equal("https://monitor.example.cn/m/alerts/a1", Assert.Single(notice.Links).Url);
        }
    }

    [Fact]
    public void Without_an_address_of_the_board_there_are_no_links()
    {
        var notice = new NoticeWriter(Options with { PublicUrl = null, Acknowledge = null }).One(Alert, NoticeKind.Opened, "zh", Some.T0);
        Assert.DoesNotContain("http", notice.Text + notice.Html, StringComparison.Ordinal);
        Assert.Empty(notice.Links);
    }

    [Fact]
    public void A_summary_lists_each_alert_once_the_most_severe_first_in_both_languages()
    {
        HeldNotice[] held = [Held("a1", WarningLevel.Yellow, NoticeKind.Opened, 1), Held("a2", WarningLevel.Red, NoticeKind.Opened, 2), Held("a1", WarningLevel.Yellow, NoticeKind.Resolved, 3)];
        var (zh, en) = (Writer.Summary(held, "zh", Some.T0.AddHours(1)), Writer.Summary(held, "en", Some.T0.AddHours(1)));
        Assert.Equal("[汇总][红色（Ⅰ级）] 2 项：题 a2", zh.Subject);
        Assert.Contains("【红色（Ⅰ级）】题 a2（09:02 新提示）\n【黄色（Ⅲ级）】题 a1（09:01 新提示，09:03 已结束）\n", zh.Text, StringComparison.Ordinal);
        Assert.Equal("[Summary][Red (I)] 2 alerts: 题 a2", en.Subject);
        Assert.Contains("[Yellow (III)] 题 a1 (09:01 New alert, 09:03 Resolved)\n", en.Text, StringComparison.Ordinal);
        Assert.Equal("https://monitor.example.cn/m/alerts", Assert.Single(zh.Links).Url);
        Assert.Equal(zh.Id.Replace("zh", "en", StringComparison.Ordinal), en.Id);
    }

    [Fact]
    public void A_case_reminder_and_a_test_speak_english_where_the_channel_does()
    {
        var subject = Some.Case("c1") with { Department = "police" };
        var clock = new CaseClock(ClockKind.Reply, Some.T0.AddHours(48), ClockState.Late, TimeSpan.FromMinutes(-30));
        var en = Writer.Reminder(subject, clock, Alert, "en", Some.T0);
        Assert.StartsWith("[Time limit passed][Reply] ", en.Subject, StringComparison.Ordinal);
        foreach (var said in new[] { "Where: Weibo, forums", "State: overdue by 30 min", "Playbook: 按预案二核查并固定证据", "Board: https://monitor.example.cn/m/cases/c1" }) Assert.Contains(said, en.Text, StringComparison.Ordinal);
        Assert.Contains("状态：已超时 30 分", Writer.Reminder(subject, clock, null, "zh", Some.T0).Text, StringComparison.Ordinal);
        Assert.StartsWith("[Test] ", Writer.Test("en", WarningLevel.Blue, Some.T0).Subject, StringComparison.Ordinal);
        Assert.StartsWith("[测试] ", Writer.Test("zh", WarningLevel.Blue, Some.T0).Subject, StringComparison.Ordinal);
    }

    private static string Text(Alert alert) => Writer.One(alert, NoticeKind.Opened, "zh", Some.T0).Text;

    private static string Shown(Notice notice) => new HtmlParser().ParseDocument(notice.Html!).Body!.TextContent;

    private static HeldNotice Held(string alert, WarningLevel level, NoticeKind kind, int minute) =>
        new($"{alert}:{kind}", alert, "f", "zh", kind, level, "outage", "题 " + alert, HoldCause.Quiet, Some.T0.AddMinutes(minute));

    private static ChannelDefinition Channel(string id, Language language = Language.Zh, string kind = "email") => new() { Id = id, Kind = kind, Language = language };
}
