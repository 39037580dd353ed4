using Monitor.Analysis.Duplicates;
using Xunit;

namespace Monitor.Tests.Analysis.Duplicates;

public sealed class StoryTextTests
{
    [Theory]
    [InlineData("转发微博", "")]
    [InlineData("ＱＱ号 ＡＢＣ", "qq号abc")]
    [InlineData("#高考#今天天气真好啊", "今天天气真好啊")]
    [InlineData("#高考加油#", "高考加油")]
    [InlineData("看 https://a.example/x?y=1 这个", "看这个")]
    [InlineData("@张三 快看：6月7日开考", "快看6月7日开考")]
    [InlineData("哈哈[笑cry]好", "哈哈好")]
    [InlineData("加 13800001111 详聊", "加0详聊")]
    [InlineData("[未闭合的括号后面还有很多很多字", "未闭合的括号后面还有很多很多字")]
    [InlineData("#没有第二个井号", "没有第二个井号")]
    [InlineData("评论 //@甲:二 //@乙:今天考场门口有人卖答案", "今天考场门口有人卖答案")]
    [InlineData("这条评论本身足够长了 //@乙:短", "这条评论本身足够长了短")]
    public void Only_what_says_the_story_remains(string text, string expected) => Assert.Equal(expected, StoryText.Normalise(text));

    [Fact]
    public void A_lone_surrogate_or_a_sign_at_the_very_end_does_no_harm()
    {
        Assert.Equal("好", StoryText.Normalise("好\ud83d"));
        Assert.Equal("好", StoryText.Normalise("好@"));
        Assert.Equal("好", StoryText.Normalise("好#"));
        Assert.Equal("好h", StoryText.Normalise("好h"));
    }
}
