using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Core.Season;
using Xunit;

namespace Monitor.Tests.Alerts.Digest;

public sealed class DigestComposerTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 22, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Now = Monday.AddDays(7).AddHours(8);

    internal static readonly DigestData Week = new()
    {
        From = Monday,
        Until = Monday.AddDays(7),
        Season = "2026 高考",
        Posts = new DigestPosts(50, 100, 50),
        Curve = [.. Enumerable.Range(0, 7).Select(i => new DigestStep(Monday.AddDays(i), i switch { 0 => new(40, 60, 20), 6 => new(10, 40, 30), _ => new(0, 0, 0) }))],
        Topics = [new DigestTopic("fraud", 90), new DigestTopic("system_outage", 30)],
        TopStories = [new DigestStory("出售<b>答案</b> & \"保真\"", 0.93, 120, 80, 3, Monday.AddHours(9)), new DigestStory("系统崩了", 0.4, 12, 9, 1, Monday)],
        Alerts =
        [
            new DigestAlerts(Team.Propaganda, WarningLevel.Blue, 3, 1, TimeSpan.FromMinutes(30)),
            new DigestAlerts(Team.Security, WarningLevel.Orange, 1, 1, TimeSpan.FromMinutes(10)),
        ],
        Targets = [new DigestTarget("志愿填报系统", 990, 0, 10, 500), new DigestTarget("官网", 1000, 0, 0, 0), new DigestTarget("新系统", 0, 0, 0, 7)],
        Unanswered = [new DigestConcern("提交志愿后还能不能改", 37, 52, Monday.AddHours(20))],
        NextPhase = new Phase { Name = "录取", From = Monday.AddDays(14), Until = Monday.AddDays(40) },
    };

    private readonly DigestComposer _composer = new();

    [Fact]
    public void The_letter_of_a_week_has_one_id_per_channel()
    {
        var notice = _composer.Compose(Week, "mail", Now);
        Assert.Equal("digest:2026-W26:mail", notice.Id);
        Assert.Equal(NoticeKind.Digest, notice.Kind);
        Assert.Equal("mail", notice.Channel);
        Assert.Contains("2026-W26", notice.Subject);
        var again = _composer.Compose(Week, "mail", Now);
        Assert.Equal(notice with { Attachments = [] }, again with { Attachments = notice.Attachments, To = notice.To } with { Attachments = [] });
        // The same data is the same letter, to the last byte of its files.
        Assert.Equal(notice.Attachments.Select(a => (a.Name, a.ContentId, Convert.ToHexString(a.Content))), again.Attachments.Select(a => (a.Name, a.ContentId, Convert.ToHexString(a.Content))));
    }

    [Theory]
    [InlineData("本周共监测公开帖文 200 条，其中负面 50 条（25%）；风险最高的话题有 120 条帖文，涉及 3 个平台。")]
    [InlineData("本周发出预警 4 起，最高等级为橙色（Ⅱ级），已确认 2 起，平均 20 分钟确认。")]
    [InlineData("2 个受保障系统中可用率最低的是“志愿填报系统”，为 99%（无法判断的检测不计入）。")]
    [InlineData("提交志愿后还能不能改")]
    [InlineData("未答复的群众关切")]
    [InlineData("2026-06-22 至 2026-06-28")]
    [InlineData("下一阶段：录取，2026-07-06 开始。")]
    public void Text_and_html_say_the_same_from_the_figures(string sentence)
    {
        var notice = _composer.Compose(Week, "mail", Now);
        Assert.Contains(sentence, notice.Text);
        Assert.Contains(sentence, notice.Html);
    }

    [Fact]
    public void What_people_wrote_cannot_become_markup()
    {
        var html = _composer.Compose(Week with { Season = "<i>季</i>" }, "mail", Now).Html!;
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotContain("<i>", html);
        Assert.Contains("出售&lt;b&gt;答案&lt;/b&gt; &amp; &quot;保真&quot;", html);
    }

    [Fact]
    public void The_html_uses_only_what_outlook_renders()
    {
        var html = _composer.Compose(Week, "mail", Now).Html!;
        foreach (var unsafeThere in new[] { "<div", "<style", "<script", "class=", "flex", "grid", "http" })
            Assert.DoesNotContain(unsafeThere, html);
        Assert.Equal(html.Split("<table").Length, html.Split("</table>").Length);
        Assert.Equal(html.Split("<tr").Length, html.Split("</tr>").Length);
    }

    [Fact]
    public void Unknown_checks_count_neither_as_up_nor_as_down()
    {
        Assert.Equal(0.99, Week.Targets[0].Availability);
        Assert.Null(Week.Targets[2].Availability);
        Assert.Contains("系统：新系统；可用率：无法判断", _composer.Compose(Week, "mail", Now).Text);
    }

    [Fact]
    public void One_failure_in_many_checks_does_not_read_as_all_good()
    {
        var week = Week with { Targets = [new DigestTarget("官网", 1_000_000, 0, 1, 0)] };
        Assert.Contains("为 99.99%", _composer.Compose(week, "mail", Now).Text);
    }

    [Fact]
    public void An_empty_week_says_so()
    {
        var notice = _composer.Compose(new DigestData { From = Monday, Until = Monday.AddDays(7) }, "mail", Now);
        Assert.Contains("本周没有收到相关公开帖文。", notice.Text);
        Assert.Contains("本周没有发出预警。", notice.Text);
        Assert.Contains("本周没有可用的系统检测结果。", notice.Text);
        Assert.Contains("下一阶段：暂无安排。", notice.Text);
        Assert.Contains("本期没有记录", notice.Html);
    }

    [Fact]
    public void The_week_is_the_iso_week_of_beijing_days()
    {
        var data = new DigestData { From = new DateTimeOffset(2026, 12, 27, 16, 0, 0, TimeSpan.Zero), Until = new DateTimeOffset(2027, 1, 3, 16, 0, 0, TimeSpan.Zero) };
        Assert.Equal("digest:2026-W53:mail", _composer.Compose(data, "mail", Now).Id);
    }
}
