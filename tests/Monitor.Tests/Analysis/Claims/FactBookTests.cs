using Monitor.Analysis.Claims;
using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Claims.Official;

namespace Monitor.Tests.Analysis.Claims;

public sealed class FactBookTests
{
    private static readonly (string, double)[] Extended = [("志愿填报6月28日17:00截止", -3), ("因系统故障，志愿填报截止时间延长至6月29日12:00", 1)];

    [Theory]
    [InlineData("志愿填报6月28日17:00截止", 0, ClaimVerdict.Agrees)]
    [InlineData("志愿填报6月28日17:00截止", 1.5, ClaimVerdict.Contradicts)]
    [InlineData("志愿填报6月29日12:00截止", 1.5, ClaimVerdict.Agrees)]
    [InlineData("志愿填报延长到29号12点", 1.5, ClaimVerdict.Agrees)]
    [InlineData("志愿填报时间延长了", 1.5, ClaimVerdict.Agrees)]
    [InlineData("志愿填报延长到29号12点", 0, ClaimVerdict.Agrees)]
    [InlineData("志愿填报延长到30号", 0, ClaimVerdict.Contradicts)]
    [InlineData("志愿填报延长到30号", 1.5, ClaimVerdict.Contradicts)]
    public void The_newest_word_is_in_force_and_the_older_answers_for_its_time(string text, double days, ClaimVerdict expected) =>
        Assert.Equal(expected, Assert.Single(Look(text, days, Book(Extended)).Claims).Verdict);

    [Fact]
    public void A_word_published_after_the_post_counts_when_it_is_the_first_on_its_subject() =>
        Assert.Equal(ClaimVerdict.Contradicts, Assert.Single(Look("志愿填报延长到30号", 0, Book(("志愿填报6月28日17:00截止", 1))).Claims).Verdict);

    [Fact]
    public void Last_years_notice_says_nothing_of_this_year() =>
        Assert.Equal(ClaimVerdict.Unknown, Assert.Single(Look("志愿填报6月30日截止", 0, Book(("志愿填报6月28日17:00截止", -365))).Claims).Verdict);

    [Fact]
    public void Order_of_arrival_does_not_matter()
    {
        var book = Book([.. Extended.Reverse()]);
        Assert.Equal(ClaimVerdict.Contradicts, Assert.Single(Look("志愿填报6月28日17:00截止", 2, book).Claims).Verdict);
        Assert.Equal(book.Facts.Select(f => f.Id), Book(Extended).Facts.Select(f => f.Id));
    }

    [Fact]
    public void The_same_notice_read_again_is_the_same_fact()
    {
        var once = Book(Extended);
        Assert.Equal(once.Facts.Count, once.With(once.Facts, once.Rebuttals).Facts.Count);
    }

    [Theory]
    [InlineData("志愿填报时间不会延长", "志愿填报延长两天了", ClaimVerdict.Contradicts)]
    [InlineData("高考时间未变，不会推迟高考", "听说今年高考推迟了", ClaimVerdict.Contradicts)]
    [InlineData("2026年高考6月7日至10日举行", "高考是6月8日", ClaimVerdict.Agrees)]
    [InlineData("语文6月7日9:00开考", "高考6月8日开考", ClaimVerdict.Unknown)]
    [InlineData("中考志愿填报6月23日17:00截止", "高考志愿填报6月30日截止", ClaimVerdict.Unknown)]
    [InlineData("志愿填报6月28日24:00截止", "志愿填报28号截止", ClaimVerdict.Agrees)]
    [InlineData("志愿填报6月28日24:00截止", "志愿填报6月28日23:59截止", ClaimVerdict.Agrees)]
    [InlineData("咨询电话0512-65110511", "咨询电话0512-65110511", ClaimVerdict.Agrees)]
    [InlineData("咨询电话0512-65110511", "咨询电话4008123123", ClaimVerdict.Unknown)]
    [InlineData("考点设在实验中学", "考点改到实验中学", ClaimVerdict.Agrees)]
    [InlineData("考点设在实验中学", "考点改到第五中学", ClaimVerdict.Unknown)]
    public void Official_words_answer_for_what_they_say_and_no_more(string official, string text, ClaimVerdict expected) =>
        Assert.Equal(expected, Look(text, 0, Book((official, -1))).Claims[0].Verdict);

    [Theory]
    [InlineData("网传志愿填报延长至6月30日，该消息不实")]
    [InlineData("志愿填报什么时候截止？")]
    [InlineData("建议考生在6月27日前完成志愿填报")]
    [InlineData("往年志愿填报6月28日截止")]
    public void What_an_official_text_asks_denies_or_advises_is_no_deadline(string text) =>
        Assert.DoesNotContain(OfficialReader.Read(Notice(text)).Facts, f => f.Value.At is not null);

    [Fact]
    public void A_public_post_states_no_facts_whatever_it_calls_itself() =>
        Assert.Empty(OfficialReader.Read(Notice("教育考试院公告：志愿填报7月5日截止") with { Role = SourceRole.Public }).Facts);

    [Fact]
    public void An_undated_notice_of_a_first_read_is_believed_only_where_it_names_its_year()
    {
        var undated = Notice("志愿填报6月28日截止") with { Backfill = true, FirstSeen = ClaimSet.Published };
        Assert.Empty(OfficialReader.Read(undated).Facts);
        Assert.Single(OfficialReader.Read(undated with { Text = "2026年志愿填报6月28日截止" }).Facts);
    }

    private static (IReadOnlyList<CheckedClaim> Claims, OfficialRebuttal? Rebuttal) Look(string text, double days, FactBook book) =>
        ClaimChecker.Look(text, ClaimSet.Published.AddDays(days), SourceRole.Public, book);
}
