using Monitor.Analysis.Text;
using Xunit;

namespace Monitor.Tests.Analysis.Text;

public sealed class EvasionsTests
{
    [Theory]
    [InlineData("卖高考答*案", "卖高考答案")]
    [InlineData("泄．题了", "泄题了")]
    [InlineData("卖 答 案 加我", "卖答案 加我")]
    [InlineData("亻弋考", "代考")]
    [InlineData("有答an的来", "有答案的来")]
    [InlineData("GK真题", "高考真题")]
    [InlineData("加vx", "加微信")]
    [InlineData("進群領取真題", "进群领取真题")]
    public void A_trick_spelling_reads_as_the_word_it_hides(string text, string plain) => Assert.Equal(plain, TextNormaliser.Normalise(text));

    [Theory]
    [InlineData("语文 数学 英语 一共三门")]
    [InlineData("i like gk and vx5")]
    [InlineData("发言正式 女马拉松 草木又绿")]
    [InlineData("1-2 3.5 a*b")]
    [InlineData("你 好")]
    public void Ordinary_text_stays(string text) => Assert.Equal(text, TextNormaliser.Normalise(text));

    [Fact]
    public void A_long_hostile_text_takes_no_longer_than_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("答*案 卖 答 案 gk", 6_000));
        Assert.DoesNotContain("答*案", TextNormaliser.Normalise(text));
    }
}
