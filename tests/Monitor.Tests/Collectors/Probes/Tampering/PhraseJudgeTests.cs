using Monitor.Collectors.Probes.Tampering.Phrases;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Tampering;

public sealed class PhraseJudgeTests
{
    public static IEnumerable<string> OwnTitles => File.ReadLines(Path.Combine(Repository.Root, "tests", "Monitor.Tests", "Fixtures", "tampering", "own-titles.txt")).Where(l => l.Length > 0 && l[0] != '#');

    [Fact]
    public void No_word_of_an_education_site_is_called_spam()
    {
        var titles = OwnTitles.ToList();
        Assert.True(titles.Count >= 200, $"{titles.Count} titles");
        Assert.Empty(titles.Where(t => PhraseJudge.Judge(t).Spam).Select(t => $"{t}: {PhraseJudge.Judge(t).Why}"));
    }

    [Theory]
    [InlineData("某某体育app下载", null)]
    [InlineData("XY体育(中国)官方网站-登录入口", "betting")]
    [InlineData("乐鱼体育官网登录入口 - 教育考试院", "betting")]
    [InlineData("世界杯买球平台官网", "betting")]
    [InlineData("澳门一肖一码期期准", "lottery")]
    [InlineData("2027香港正版资料免费公开", "lottery")]
    [InlineData("国产精品无码一区二区", "adult")]
    [InlineData("imToken钱包官方下载", "coin")]
    [InlineData("缅甸老街公司开户客服微信", "casino-line")]
    [InlineData("代办毕业证联系微信", "grey")]
    [InlineData("Hacked By Someone", "deface")]
    public void Each_family_is_named(string phrase, string? category)
    {
        var verdict = PhraseJudge.Judge(phrase);
        Assert.True(verdict.Spam || category is null, $"{phrase}: {verdict.Score}");
        if (category is null) return;
        Assert.Equal(category, verdict.Category);
        Assert.All(verdict.Reasons, r => Assert.NotEmpty(r.Words));
    }

    [Theory]
    [InlineData("乐 鱼 体 育 官 网 登 录")]
    [InlineData("乐·鱼·体·育·官·网·登·录")]
    [InlineData("樂魚體育官網登錄")]
    [InlineData("乐\u200b鱼\u200d体\ufeff育官\u00ad网登录")]
    [InlineData("&#20048;&#40060;&#20307;&#32946;&#23448;&#32593;&#30331;&#24405;")]
    [InlineData("&amp;#20048;&amp;#40060;&amp;#20307;&amp;#32946;官网登录")]
    [InlineData("?#20048;?#40060;?#20307;?#32946;官网登录")]
    [InlineData("ＬＥＹＵ体育ＡＰＰ下载")]
    [InlineData("ⓛⓔⓨⓤ体育app下载")]
    [InlineData("棋/牌 彩,票 真*人 娱-乐 平台 大|额|无|忧")]
    [InlineData("国​产精品人·妻·无·码")]
    [InlineData("Ｈ４ｃｋｅｄ　Ｂｙ x")]
    public void What_is_done_to_hide_a_phrase_is_undone(string phrase) => Assert.True(PhraseJudge.Judge(phrase).Spam, phrase);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ud800坏的字符")]
    public void What_says_nothing_is_clean(string phrase) => Assert.False(PhraseJudge.Judge(phrase).Spam);

    [Fact]
    public void An_endless_phrase_is_cut()
    {
        var text = PhraseText.Of(string.Concat(Enumerable.Repeat("体育官网,", 100_000)));
        Assert.True(text.Light.Length <= PhraseText.Longest);
        Assert.False(PhraseJudge.Judge(new string('在', 1_000_000)).Spam);
    }

    [Fact]
    public void The_model_speaks_where_no_rule_does_but_never_over_a_sites_own_words()
    {
        var reason = Assert.Single(PhraseJudge.Judge("国产香蕉伊人大香视频").Reasons, r => r.Category == PhraseJudge.Likeness);
        Assert.NotEmpty(reason.Words);
        Assert.DoesNotContain(PhraseJudge.Judge("国产香蕉伊人大香视频 教育局").Reasons, r => r.Category == PhraseJudge.Likeness);
    }

    [Fact]
    public void A_model_is_written_and_read_the_same_and_another_file_is_refused()
    {
        var weights = new float[PhraseModel.Places];
        (weights[3], weights[9000]) = (1.27f, -0.5f);
        var bytes = new PhraseModel(weights, -2).Write();
        Assert.Equal(bytes, PhraseModel.Read(bytes).Write());
        Assert.Contains("PHM1", Assert.Throws<InvalidDataException>(() => PhraseModel.Read("nothing"u8)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "line 2")]
    [InlineData("betting x pattern", "line 2")]
    [InlineData("betting 100 {unknown}", "class 'unknown'")]
    [InlineData("betting 100 (open", "line 2")]
    public void A_faulty_line_of_the_lexicon_is_named(string line, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => PhraseLexicon.Read(new StringReader("# head\n" + line))).Message, StringComparison.Ordinal);
}
