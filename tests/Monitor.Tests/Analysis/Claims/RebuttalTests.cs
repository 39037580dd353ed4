using Monitor.Analysis.Claims;
using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Claims.Official;

namespace Monitor.Tests.Analysis.Claims;

public sealed class RebuttalTests
{
    [Theory]
    [InlineData("近日网传“中考数学试卷提前泄露”，经核查不属实，请勿轻信。", "中考数学试卷提前泄露")]
    [InlineData("网传我区一中考点语文试卷泄题。经查，该信息不实。", "我区一中考点语文试卷泄题")]
    [InlineData("辟谣：网传高考英语听力取消的消息为谣言。", "高考英语听力取消")]
    [InlineData("有网民发布二中考场有考生跳楼，系谣言", "二中考场有考生跳楼")]
    public void What_is_denied_is_read_out_of_the_denial(string text, string denied) =>
        Assert.Contains(denied, Assert.Single(OfficialReader.Read(Notice(text)).Rebuttals).Denied, StringComparison.Ordinal);

    [Theory]
    [InlineData("志愿填报系统运行平稳，“阳光志愿”系统已开放")]
    [InlineData("高考6月7日举行，请考生诚信应考")]
    public void A_notice_that_denies_nothing_gives_none(string text) => Assert.Empty(OfficialReader.Read(Notice(text)).Rebuttals);

    [Theory]
    [InlineData("听说中考数学试卷提前泄露了！！", "hearsay", RiskBand.High)]
    [InlineData("中考数学试卷提前泄露，速看速转", "claim", RiskBand.High)]
    [InlineData("中考数学试卷真的提前泄露了吗", "question", RiskBand.Unsure)]
    public void A_post_that_says_what_was_denied_carries_the_denial(string text, string form, RiskBand band)
    {
        var a = Check(text, form, 0.1);
        Assert.Equal(band, a.Rumour.Band);
        var reason = Assert.Single(a.Rumour.Reasons, r => r.Kind == "rebuttal");
        Assert.Contains("经核查不属实", reason.Text, StringComparison.Ordinal);
        Assert.Contains(Url, reason.Text, StringComparison.Ordinal);
        Assert.NotNull(a.Rebuttal);
    }

    [Theory]
    [InlineData("官方说中考数学试卷提前泄露是谣言，别传了")]
    [InlineData("中考数学好难")]
    [InlineData("中考语文作文题目出来了")]
    public void A_post_that_says_something_else_does_not(string text) => Assert.Null(Check(text, "claim", 0.1).Rebuttal);

    [Fact]
    public void A_denied_date_says_nothing_of_another_date()
    {
        var book = Book(("网传“志愿填报截止时间延长到30日”，不实", -1));
        Assert.NotNull(ClaimChecker.Look("志愿填报截止时间延长到30日啦", ClaimSet.Published, SourceRole.Public, book).Rebuttal);
        Assert.Null(ClaimChecker.Look("志愿填报截止时间是6月28日", ClaimSet.Published, SourceRole.Public, book).Rebuttal);
    }

    private static Assessment Check(string text, string form, double score) => ClaimChecker.Check(
        Contracts.Some.Assessment(risk: score) with { Form = form }, text, ClaimSet.Published, SourceRole.Public, Book(("近日网传“中考数学试卷提前泄露”，经核查不属实，请勿轻信。", -1)));
}
