using Monitor.Analysis.Duplicates;
using Monitor.Core.Posts;
using Xunit;

namespace Monitor.Tests.Analysis.Duplicates;

public sealed class StoryMergeTests
{
    private const string Queue = "青梧招办门口排起长队，家长拿着纸质表等人工登记";
    private const string Crash = "填报网站十点多就挂了刷出来全是502，志愿系统登不上";
    private const string Bridge = "填报网站十点多就挂了刷出来全是502，青梧招办门口排起长队，家长拿着纸质表等人工登记";
    private static readonly DateTimeOffset Start = new(2026, 6, 26, 10, 0, 0, TimeSpan.FromHours(8));

    private readonly StoryFolder _folder = new();

    [Fact]
    public void A_bridge_makes_one_story_under_the_older_id()
    {
        Assert.Equal("a", Fold("a", Queue));
        Assert.Equal("b", Fold("b", Crash));
        Assert.Equal("a", Fold("c", Bridge));
        var merge = Assert.Single(_folder.TakeMerges());
        Assert.Equal(("b", "a"), (merge.From, merge.Into));
        Assert.Empty(_folder.TakeMerges());
        Assert.Equal("a", Fold("d", Crash));
        Assert.Equal("a", Fold("e", Crash + "，急死了"));
        Assert.Equal(1, _folder.Count);
    }

    [Fact]
    public void A_bridge_between_two_places_stays_on_one_side()
    {
        Assert.Equal("a", Fold("a", "青梧区志愿填报系统今天上午打不开，家长在门口排队等人工登记"));
        Assert.Equal("b", Fold("b", "南浦区志愿填报系统今天上午打不开，家长在门口排队等人工登记"));
        Fold("c", "志愿填报系统今天上午打不开，家长在门口排队等人工登记");
        Assert.Empty(_folder.TakeMerges());
    }

    [Theory]
    [InlineData("听说高考数学卷昨晚就有人在群里发了，最后一道大题一模一样", "听说高考英语卷昨晚就有人在群里发了，最后一道大题一模一样")]
    [InlineData("临桥一中食堂昨天中午的菜吃坏了三十多个学生的肚子", "白石二中食堂昨天中午的菜吃坏了三十多个学生的肚子")]
    [InlineData("高考成绩将于今天上午九点公布，考生可登录招考网查询", "中考成绩将于今天上午九点公布，考生可登录招考网查询")]
    public void Another_place_subject_or_exam_is_another_story_even_word_for_word(string one, string other)
    {
        Assert.Equal("a", Fold("a", one));
        Assert.Equal("b", Fold("b", other));
    }

    [Fact]
    public void The_central_text_is_neither_the_fragment_nor_the_commented_copy()
    {
        string[] texts = ["青梧招办门口…", Queue + "，真的服了，早干嘛去了，每年都这样，去年也是排到天黑，没人管", Queue, "转发 " + Queue, "招办门口排长队，家长等人工登记"];
        Assert.Equal(2, CentralText.Of(texts));
        Assert.Equal(0, CentralText.Of(["只有一条"]));
    }

    private string Fold(string id, string text) => _folder.Fold(new Post
    {
        Id = id,
        SourceId = "forum",
        Platform = "forum",
        Text = text,
        Published = Start,
        FirstSeen = Start,
    });
}
