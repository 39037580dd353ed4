using Monitor.Analysis;
using Monitor.Analysis.Text;
using Xunit;

namespace Monitor.Tests.Analysis.Text;

public sealed class KeywordsTests
{
    [Fact]
    public void The_longest_word_counts_and_what_is_no_word_of_the_dictionary_does_not()
    {
        var words = Keywords.Of(TextNormaliser.Normalise("张小明说志愿填报系统打不开了，電話13800000000，你们的呢？志愿填报今晚截止"));
        Assert.Equal(["志愿填报", "打不开", "系统", "截止"], words.OrderBy(w => Array.IndexOf(["志愿填报", "打不开", "系统", "截止"], w)));
        Assert.Equal("志愿填报", words[0]);
    }

    [Fact]
    public void An_assessment_carries_them_from_title_and_text() =>
        Assert.Equal(["准考证", "志愿填报"], AssessorFactory.Load().Assess("志愿填报要带什么", "准考证丢了").Keywords.Order(StringComparer.Ordinal));

    [Fact]
    public void A_long_post_keeps_its_ten_most_telling_words()
    {
        var all = string.Join('，', Keywords.Dictionary);
        var words = Keywords.Of(all);
        Assert.Equal(Keywords.Most, words.Count);
        Assert.Equal(words, Keywords.Of(string.Join('，', Keywords.Dictionary.Reverse())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("的")]
    [InlineData("我们都很好，谢谢大家")]
    public void A_post_about_nothing_in_particular_has_none(string text) => Assert.Empty(Keywords.Of(text));

    [Fact]
    public void Every_word_is_chinese_of_two_to_eight_characters_as_the_normaliser_writes_it() => Assert.All(Keywords.Dictionary, word =>
    {
        Assert.InRange(word.Length, 2, 8);
        Assert.All(word, c => Assert.InRange(c, '一', '\u9fff'));
        Assert.Equal(word, TextNormaliser.Normalise(word));
        Assert.Equal([word], Keywords.Of(word));
    });
}
