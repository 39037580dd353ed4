using CsCheck;
using Monitor.Analysis.Claims;
using Monitor.Core.Judgements;
using Xunit;

namespace Monitor.Tests.Analysis.Claims;

public sealed class ClaimExtractorTests(ITestOutputHelper output)
{
    private static readonly string[] Pieces =
    [
        "志愿填报", "截止", "截止时间", "延长到", "提前关闭", "6月28日", "17:00", "28号", "下午五点", "今晚12点", "本科批", "专科批", "本科线", "438", "物理类", "三百八", "3.8万", "报名费", "网传", "不实", "不会",
        "考点", "改到", "一中", "泄题", "出售", "答案", "加微信", "咨询电话", "12345", "吗", "？", "，", "。", "；", "\n", " ", "2025年", "去年", "2月30日", "31号", "至", "-", "：", "零点", "零", "十", "百", "千万", "99999999999", "下周", "星期", "😀", "\uD83D", "￥", "(",
    ];

    [Theory]
    [InlineData("claims.txt", 0.97, 0.97)]
    [InlineData("claims-held-out.txt", 0.82, 0.82)]
    public void Claims_are_found_as_a_reader_finds_them(string set, double precision, double recall)
    {
        var (right, missed, extra, wrong) = ClaimSet.Score(set);
        output.WriteLine($"{set}: {ClaimSet.Read(set).Count} sentences, right {right}, missed {missed}, extra {extra}; precision {(double)right / (right + extra):0.000}, recall {(double)right / (right + missed):0.000}");
        foreach (var line in wrong) output.WriteLine(line);
        Assert.True((double)right / (right + extra) >= precision, "precision");
        Assert.True((double)right / (right + missed) >= recall, "recall");
    }

    [Fact]
    public void Any_text_is_read_without_a_throw_and_quotes_are_the_posts_own_words() =>
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Array[0, 40], Gen.Int[-700_000, 2_900_000]).Sample((picks, day) =>
        {
            var text = string.Concat(picks.Select(i => Pieces[i]));
            var published = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(Math.Clamp(day, -730_000, 2_900_000));
            Assert.All(ClaimExtractor.Extract(text, published), c => Assert.Contains(c.Quote, text, StringComparison.Ordinal));
        }, iter: 20_000);

    [Fact]
    public void Any_characters_are_read_without_a_throw() =>
        Gen.Char.Array[0, 200].Sample(chars => _ = ClaimExtractor.Extract(new string(chars), ClaimSet.Published), iter: 5_000);

    public static TheoryData<string> Hostile() =>
    [
        new string('截', 100_000), new string('1', 100_000), new string('百', 100_000), Many("志愿填报截止6月28日"), Many("6月28日到"), Many("网传不实"), Many("网传志愿填报延长。"), Many("出售答案。"), Many("，"), Many("一中"), Many("本科线4"),
        Many("2025年"), Many("从28号延长到"), Many("(周日)"), Many("下周"), Many("考点改到"), Many("高考取消"), Many("咨询电话1-"),
    ];

    /// <summary>The limit is a thousand times what it takes: a quadratic reader would need minutes.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hundred_kilobytes_of_malice_are_read_at_once_and_give_few_claims(string text)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.InRange(ClaimExtractor.Extract(text, ClaimSet.Published).Count, 0, 24);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData("志愿填报１７：００截止，６月２８日", "D filing-deadline 06-26T17:00")]
    [InlineData("志愿填报6月28日24:00截止", "D filing-deadline 06-29T00:00")]
    [InlineData("志愿填报今晚零点截止", "D filing-deadline 06-27T00:00")]
    [InlineData("志愿填报28日零点截止", "D filing-deadline 06-28T00:00")]
    [InlineData("志愿填报7月1日中午12点截止", "D filing-deadline 07-01T12:00")]
    [InlineData("志愿填报1月5日截止", "D filing-deadline 01-05")]
    [InlineData("志愿填报3号截止", "D filing-deadline 07-03")]
    public void Times_are_written_in_many_ways(string text, string expected) => Assert.Contains(expected, ClaimSet.Found(text));

    [Theory]
    [InlineData("2月30日志愿填报截止")]
    [InlineData("志愿填报6月31日截止")]
    [InlineData("志愿填报99:99截止")]
    public void A_date_that_cannot_be_is_no_claim(string text) => Assert.Empty(ClaimSet.Found(text));

    /// <summary>Each was once taken for a deadline or a date.</summary>
    [Theory]
    [InlineData("“阳光热线”志愿填报期间延长服务至晚10点")]
    [InlineData("再说一次，志愿当晚24点截止，不是第二天")]
    [InlineData("成绩出来了，申请复核请于三日内提交")]
    [InlineData("昨天下午四点到五点填报系统坏了一个钟头")]
    [InlineData("关于成绩查询系统访问缓慢的说明：6月24日0时至0时50分页面超时")]
    [InlineData("截至7月1日，中考评卷全部完成，同步开放复核申请")]
    [InlineData("明天中考数学试卷已经到考点了")]
    [InlineData("考研国家线推迟公布，志愿者在等")]
    [InlineData("本科批录取今日结束")]
    [InlineData("本科批投档6月28日结束")]
    [InlineData("6月28日前填报的志愿数据都在")]
    [InlineData("市体育中心7月1日起延长开放")]
    [InlineData("志愿填报系统6月25日开放模拟演练")]
    [InlineData("每天17点系统关闭，志愿慢慢填")]
    public void What_only_looks_like_a_deadline_or_a_date_is_none(string text) =>
        Assert.DoesNotContain(ClaimExtractor.Extract(text, ClaimSet.Published), c => c.Kind is ClaimKind.Deadline or ClaimKind.Date);

    [Fact]
    public void In_December_a_date_in_January_is_next_years()
    {
        var claim = Assert.Single(ClaimExtractor.Extract("网上缴费1月5日截止", new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.FromHours(8))));
        Assert.Equal((2027, new DateTimeOffset(2027, 1, 5, 0, 0, 0, TimeSpan.FromHours(8))), (claim.Year, claim.Value.At));
    }

    [Fact]
    public void Tomorrow_is_counted_in_Shanghai_wherever_the_clock_is()
    {
        // 20:00 on the 27th in UTC is the 28th in Shanghai.
        var claim = Assert.Single(ClaimExtractor.Extract("志愿填报明天17:00截止", new DateTimeOffset(2026, 6, 27, 20, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateTimeOffset(2026, 6, 29, 17, 0, 0, TimeSpan.FromHours(8)), claim.Value.At);
    }

    private static string Many(string part) => string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
}
