using Monitor.Alerts;
using Monitor.Alerts.DingTalk;
using Monitor.Alerts.Feishu;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Syslog;
using Monitor.Alerts.Templates;
using Monitor.Alerts.WeCom;
using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Robots;

/// <summary>A letter and the end of an exercise have a level only because every notice has one: no channel shows it, and nobody is called by name for it.</summary>
public sealed class NoLevelTests
{
    private const string Person = "13800000000";

    public static TheoryData<NoticeKind> Without => [.. Enum.GetValues<NoticeKind>().Where(k => !k.HasLevel())];

    public static TheoryData<NoticeKind> With => [.. Enum.GetValues<NoticeKind>().Where(NoticeKinds.HasLevel)];

    [Fact]
    public void Letters_and_ends_of_exercises_are_all_there_are() =>
        Assert.Equal([NoticeKind.Digest, NoticeKind.Drill, NoticeKind.Brief], Enum.GetValues<NoticeKind>().Where(k => !k.HasLevel()));

    [Theory]
    [MemberData(nameof(Without))]
    public void Without_a_level_no_colour_is_named_and_nobody_is_called(NoticeKind kind)
    {
        var notice = Red(kind);
        Assert.Equal("标题", LevelMark.Head(notice));
        Assert.False(LevelMark.IsUrgent(notice));
        Assert.DoesNotContain(Person, Spoken(notice), StringComparison.Ordinal);
        Assert.StartsWith("<133>", Syslog(notice), StringComparison.Ordinal);
        Assert.Equal(1, Cef.Severity(notice));
        Assert.DoesNotContain(kind, TemplateRoles.Kinds);
    }

    [Theory]
    [MemberData(nameof(With))]
    public void With_a_level_it_stands_in_the_head_and_people_are_called(NoticeKind kind)
    {
        var notice = Red(kind);
        Assert.Equal("🔴 [红色（Ⅰ级）] 标题", LevelMark.Head(notice));
        Assert.True(LevelMark.IsUrgent(notice));
        Assert.Equal(4, Spoken(notice).Split(Person).Length - 1);
        Assert.Contains(kind, TemplateRoles.Kinds);
    }

    [Fact]
    public void Every_level_has_its_word_and_number_in_both_languages()
    {
        Assert.Equal(["蓝色（Ⅳ级）", "黄色（Ⅲ级）", "橙色（Ⅱ级）", "红色（Ⅰ级）"], Enum.GetValues<WarningLevel>().Select(l => Levels.Name(l)));
        Assert.Equal(["Blue (IV)", "Yellow (III)", "Orange (II)", "Red (I)"], Enum.GetValues<WarningLevel>().Select(l => Levels.Name(l, Language.En)));
    }

    private static Notice Red(NoticeKind kind) => Some.Notice("n1") with { Kind = kind, Level = WarningLevel.Red, Subject = "标题", Text = "正文" };

    private static string Spoken(Notice notice) => string.Concat(
        new IRobotSpeech[]
        {
            new WeComSpeech(new WeComOptions { Mention = [Person], MentionFrom = WarningLevel.Blue }),
            new DingTalkSpeech(new DingTalkOptions { AtMobiles = [Person], AtFrom = WarningLevel.Blue }),
            new FeishuSpeech(new FeishuOptions { At = [Person], AtFrom = WarningLevel.Blue }, () => 0),
        }.SelectMany(s => s.Bodies(notice)));

    private static string Syslog(Notice notice) => string.Concat(new SyslogMessage(new SyslogOptions { Host = "siem.example", Facility = 16 }).Of(notice));
}
