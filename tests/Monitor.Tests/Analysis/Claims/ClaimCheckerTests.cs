using Monitor.Analysis;
using Monitor.Analysis.Claims;
using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Analysis.Claims;

public sealed class ClaimCheckerTests
{
    private static readonly IAssessor Assessor = AssessorFactory.Load();

    private static readonly FactBook Book = Official.Book(
        ("2026年普通本科批志愿填报6月28日17:00截止，专科批7月2日17:00截止", -2),
        ("6月25日公布成绩，考生可于6月25日起查分", -9),
        ("2026年高考6月7日至6月10日举行", -60),
        ("本科批省控线：物理类438分，历史类446分", -1),
        ("高考报名费每科30元", -100));

    [Theory]
    [InlineData("志愿填报延长到30号了，大家不用急")]
    [InlineData("朋友在教育局，刚说本科批截止时间推迟到6月29日12点")]
    [InlineData("志愿填报系统今晚12点提前关闭！")]
    [InlineData("志愿填报时间延长两天")]
    [InlineData("本科批6月28日18:00截止志愿填报")]
    [InlineData("专科批志愿填报6月28日17:00截止")]
    [InlineData("各位考生：志愿填报截止时间调整，现延长至7月1日，特此通知")]
    [InlineData("今年本科线480，物理类")]
    [InlineData("本科线物理类涨了，480分")]
    [InlineData("高考推迟到7月7日举行")]
    [InlineData("今年高考取消了")]
    [InlineData("听说高考报名费一科要收200块")]
    public void What_contradicts_an_official_word_is_high_whatever_the_model_says(string text)
    {
        foreach (var form in new[] { "claim", "hearsay", "sales_offer", "advice", "official_notice" })
        {
            var a = Check(text, form, 0.01);
            Assert.True(a.Rumour.Score >= 0.9 && a.Rumour.Band == RiskBand.High, $"{form} {a.Rumour.Score}");
            var reason = Assert.Single(a.Rumour.Reasons, r => r.Kind == "fact" && r.Text.StartsWith("与官方不符", StringComparison.Ordinal));
            var claim = a.Claims.First(c => c.Verdict == ClaimVerdict.Contradicts);
            Assert.Contains(claim.Claim.Quote, reason.Text, StringComparison.Ordinal);
            Assert.Contains(claim.Fact!.Quote, reason.Text, StringComparison.Ordinal);
            Assert.Contains(Official.Url, reason.Text, StringComparison.Ordinal);
            Assert.True(reason.Weight > 0);
        }
    }

    [Theory]
    [InlineData("志愿填报真的延长到30号了吗？", "question")]
    [InlineData("网传志愿填报延长到30号，系谣言", "rebuttal")]
    [InlineData("哈哈志愿填报延长到30号，延长到明年", "joke_sarcasm")]
    [InlineData("我觉得志愿填报应该延长到30号", "opinion")]
    [InlineData("希望志愿填报延长到30号", "claim")]
    [InlineData("志愿填报延长到30号是假的", "claim")]
    public void Who_asks_denies_jokes_or_wishes_stays_below_high_and_carries_the_reason(string text, string form)
    {
        var a = Check(text, form, 0.95);
        Assert.Contains(a.Rumour.Reasons, r => r.Kind == "fact");
        if (form != "claim" || a.Claims[0].Claim.Stance == ClaimStance.Supposed) Assert.NotEqual(RiskBand.High, a.Rumour.Band);
    }

    [Fact]
    public void Words_of_warning_do_not_make_a_false_date_a_rebuttal() =>
        Assert.Equal(RiskBand.High, Check("提醒大家，志愿填报延长到30号", "rebuttal", 0.05).Rumour.Band);

    [Theory]
    [InlineData("志愿填报6月28日下午五点截止")]
    [InlineData("本科批志愿28号截止")]
    [InlineData("物理类本科线438")]
    [InlineData("6月25日可以查分")]
    [InlineData("高考6月7日开考")]
    [InlineData("志愿填报时间不会延长")]
    [InlineData("填报28号截止，不会延长到30号")]
    public void What_agrees_with_an_official_word_is_lower(string text)
    {
        var a = Check(text, "claim", 0.75);
        Assert.All(a.Claims, c => Assert.Equal(ClaimVerdict.Agrees, c.Verdict));
        Assert.True(a.Rumour.Score < 0.75);
    }

    [Theory]
    [InlineData("去年志愿填报6月29日截止")]
    [InlineData("2025年高考志愿填报6月30日17:00截止")]
    [InlineData("河南本科线427")]
    [InlineData("征集志愿填报7月20日截止")]
    [InlineData("现场确认3月1日截止")]
    [InlineData("清华大学本科线690")]
    [InlineData("复核申请6月30日截止")]
    [InlineData("考研报名10月30日截止")]
    [InlineData("语文6月7日9:00开考")]
    [InlineData("高考报名费120元")]
    [InlineData("一中考点停电了")]
    public void Where_no_official_word_is_held_nothing_changes(string text)
    {
        var a = Check(text, "claim", 0.42);
        Assert.DoesNotContain(a.Claims, c => c.Verdict == ClaimVerdict.Contradicts);
        if (a.Claims.All(c => c.Verdict == ClaimVerdict.Unknown)) Assert.Equal((0.42, RiskBand.Unsure), (a.Rumour.Score, a.Rumour.Band));
    }

    [Fact]
    public void Two_deadlines_of_two_batches_are_held_each_against_its_own()
    {
        var a = Check("志愿填报：本科批6月28日17:00截止，专科批7月5日17:00截止", "claim", 0.1);
        Assert.Equal([ClaimVerdict.Agrees, ClaimVerdict.Contradicts], a.Claims.Select(c => c.Verdict));
        Assert.Equal(RiskBand.High, a.Rumour.Band);
    }

    [Fact]
    public void A_true_date_does_not_excuse_an_offer_beside_it()
    {
        var a = Check("志愿填报28号截止，内部名额包录取，三万一个，加微信", "sales_offer", 0.95);
        Assert.True(a.Rumour.Score >= 0.95);
    }

    [Fact]
    public void Official_posts_are_read_and_never_raised()
    {
        const string Text = "网传志愿填报延长至6月30日，不实。志愿填报时间不变，仍为6月28日17:00截止。";
        var plain = Assessor.Assess(Text, role: SourceRole.Official);
        var a = ClaimChecker.Check(plain, Text, ClaimSet.Published, SourceRole.Official, Book);
        Assert.NotEmpty(a.Claims);
        Assert.Same(plain.Rumour, a.Rumour);
    }

    [Fact]
    public void Without_claims_the_assessment_is_the_very_same()
    {
        var plain = Plain("claim", 0.3);
        Assert.Same(plain, ClaimChecker.Check(plain, "考完了去吃火锅", ClaimSet.Published, SourceRole.Public, Book));
    }

    private static Assessment Check(string text, string form, double score) => ClaimChecker.Check(Plain(form, score), text, ClaimSet.Published, SourceRole.Public, Book);

    private static Assessment Plain(string form, double score)
    {
        var a = Contracts.Some.Assessment(risk: score, band: score >= 0.7 ? RiskBand.High : score >= 0.4 ? RiskBand.Unsure : RiskBand.Low);
        return a with { Form = form };
    }
}
