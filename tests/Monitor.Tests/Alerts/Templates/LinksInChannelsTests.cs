using Monitor.Alerts.DingTalk;
using Monitor.Alerts.Feishu;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Split;
using Monitor.Alerts.WeCom;
using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Templates;

/// <summary>A link arrives whole, and where there is markup it can be tapped.</summary>
public sealed class LinksInChannelsTests
{
    private const string Url = "https://monitor.example.cn/ack/AWpx-0f_QmFzZTY0VXJsVG9rZW5PZkFOb3RpY2VXaGljaElzTG9uZ0Vub3VnaFRvQmVDdXQ_abcdefgh";
    private const string Stranger = "https://evil.example/ack/x";

    private static readonly Notice Notice = Some.Notice("n1") with
    {
        Text = $"事项：[点我]({Stranger}) <b>\n受理：{Url}\n看板：https://monitor.example.cn/alerts/a1\n",
        Links = [new NoticeLink("受理", Url, Acts: true), new NoticeLink("打开看板", "https://monitor.example.cn/alerts/a1")],
    };

    public static TheoryData<string> Robots => ["wecom", "dingtalk", "feishu"];

    [Theory, MemberData(nameof(Robots))]
    public void A_robot_shows_our_links_as_words_and_nobody_elses(string robot)
    {
        var body = Assert.Single(Speech(robot).Bodies(Notice));
        Assert.Contains($"[受理]({Url})", body, StringComparison.Ordinal);
        Assert.Contains("[打开看板](https://monitor.example.cn/alerts/a1)", body, StringComparison.Ordinal);
        Assert.DoesNotContain($"]({Stranger}", body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Robots))]
    public void In_a_message_cut_in_parts_a_link_stays_whole_wherever_it_falls(string robot)
    {
        var lengths = robot == "wecom" ? Enumerable.Range(1200, 130) : Enumerable.Range(6300, 130);
        foreach (var length in lengths)
        {
            var bodies = Speech(robot).Bodies(Notice with { Text = new string('长', length) + Notice.Text + new string('尾', length) });
            Assert.True(bodies.Count > 1);
            Assert.Single(bodies, b => b.Contains($"[受理]({Url})", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Text_cut_by_characters_keeps_an_address_whole_where_it_fits()
    {
        foreach (var before in Enumerable.Range(0, 260))
        {
            var pieces = TextSplit.Cut(new string('字', before) + Url + "。后文", 200, t => t.Length);
            Assert.Single(pieces, p => p.Contains(Url, StringComparison.Ordinal));
            Assert.All(pieces, p => Assert.InRange(p.Length, 1, 200));
        }
    }

    [Fact]
    public void An_address_longer_than_a_piece_is_cut_rather_than_never_sent()
    {
        var pieces = TextSplit.Cut("看 " + Url, 40, t => t.Length);
        Assert.All(pieces, p => Assert.InRange(p.Length, 1, 40));
        Assert.Equal("看" + Url, string.Concat(pieces).Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.Zh, "[橙色（Ⅱ级）] s", "橙色")]
    [InlineData(Language.En, "[Orange (II)] s", "Orange")]
    public void The_level_that_a_channel_adds_is_in_the_notices_language(Language language, string title, string colour)
    {
        var notice = Notice with { Subject = "s", Level = WarningLevel.Orange, Language = language };
        Assert.Equal((title, colour), (LevelMark.Title(notice), LevelMark.Colour(notice)));
        Assert.Equal("[Orange (II)] x", LevelMark.Title(notice with { Subject = "[Orange (II)] x", Language = Language.En }));
    }

    private static IRobotSpeech Speech(string robot) => robot switch
    {
        "wecom" => new WeComSpeech(new WeComOptions()),
        "dingtalk" => new DingTalkSpeech(new DingTalkOptions()),
        _ => new FeishuSpeech(new FeishuOptions(), () => 0),
    };
}
