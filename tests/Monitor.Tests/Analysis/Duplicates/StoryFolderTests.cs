using Monitor.Analysis.Duplicates;
using Monitor.Core.Posts;
using Xunit;

namespace Monitor.Tests.Analysis.Duplicates;

public sealed class StoryFolderTests
{
    private const string Sale = "【内部渠道】出售2026年高考数学答案，考前三天到手，保真不退款，需要的加微信联系";
    private const string Crash = "志愿填报系统又崩了，刷了半小时一直转圈登不进去，还有两小时就截止了急死人";
    private static readonly DateTimeOffset Start = new(2026, 6, 5, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly StoryFolder _folder = new();
    private int _posts;

    [Fact]
    public void A_story_carries_the_id_of_its_first_post()
    {
        Assert.Equal("p1", Fold(Sale));
        Assert.Equal("p1", Fold(Sale));
    }

    [Theory]
    [InlineData("出售2026年高考数学答案，考前三天到手，保真不退款，需要的加微信联系")]
    [InlineData("【内部渠道】出售2026年高考数学答案！！考前3天到手，保真，不退款，需要的加V信联系")]
    [InlineData("转发微博 【内部渠道】出售2026年高考数学答案，考前三天到手，保真不退款，需要的加微信联系 https://t.example/a1b2")]
    [InlineData("真的假的？//@路人甲:看看 //@卖家:【内部渠道】出售2026年高考数学答案，考前三天到手，保真不退款，需要的加微信联系")]
    [InlineData("#高考# 出/售/2026年高/考/数学答*案，考前三天到手😀保真不退款，需要的加微信联系[心]")]
    [InlineData("急！【内部渠道】出售2026年高考数学答案，考前三天到手，保真不退款，需要的加微信联系，错过再等一年，名额有限先到先得")]
    public void A_copy_with_small_edits_joins_the_story(string copy)
    {
        Fold(Sale);
        Assert.Equal("p1", Fold(copy));
    }

    [Theory]
    [InlineData("高考数学答案出来了，刚对完感觉选择题错了三个，大家考得怎么样")]
    [InlineData("出售高考期间酒店房间，离考点步行五分钟，安静，需要的私信联系")]
    [InlineData("警方提醒：考前出售高考答案的都是诈骗，不要相信任何内部渠道")]
    [InlineData("【辟谣】网传出售2026年高考数学答案、考前三天到手保真不退款，加微信联系系谣言，请勿相信")]
    [InlineData(Crash)]
    public void Another_story_on_the_same_topic_stays_apart(string other)
    {
        Fold(Sale);
        Assert.Equal("p2", Fold(other));
    }

    [Fact]
    public void Short_texts_join_only_when_equal()
    {
        Fold("系统崩了");
        Assert.Equal("p2", Fold("系统崩啦"));
        Assert.Equal("p1", Fold("系统崩了！！"));
    }

    [Fact]
    public void Texts_without_words_join_only_when_equal_and_empty_ones_never()
    {
        Fold("😀😀");
        Assert.Equal("p1", Fold("😀😀"));
        Assert.Equal("p3", Fold("😭"));
        Assert.Equal("p4", Fold("  "));
        Assert.Equal("p5", Fold(""));
    }

    [Fact]
    public void Contacts_that_change_do_not_make_another_story()
    {
        Fold("高考答案提前拿，联系QQ 1234567，先验货后付款");
        Assert.Equal("p1", Fold("高考答案提前拿，联系QQ 998877665，先验货后付款"));
    }

    [Fact]
    public void Ten_thousand_reposts_are_one_story()
    {
        var ids = Enumerable.Range(0, 10_000)
            .Select(i => Fold(i % 3 == 0 ? Sale : $"第{i}次转了 //@用户{i}:{Sale} http://t.example/{i}"))
            .Distinct();
        Assert.Equal(["p1"], ids);
        Assert.Equal(1, _folder.Count);
    }

    [Fact]
    public void A_story_without_a_member_for_the_horizon_is_forgotten()
    {
        Fold(Sale, Start);
        Assert.Equal("p1", Fold(Sale, Start.AddHours(47)));
        Assert.Equal("p1", Fold(Sale, Start.AddHours(94)));
        Assert.Equal("p4", Fold(Sale, Start.AddHours(143)));
        Assert.Equal(1, _folder.Count);
    }

    [Fact]
    public void A_warmed_folder_goes_on_with_the_ids_it_had()
    {
        _folder.Warm("kept", Sale, Start);
        _folder.Warm("kept", Sale, Start.AddMinutes(1));
        _folder.Warm("other", Crash, Start);
        Assert.Equal("kept", Fold(Sale, Start.AddHours(1)));
        Assert.Equal("other", Fold(Crash + "！！", Start.AddHours(1)));
    }

    [Fact]
    public void The_same_posts_give_the_same_stories_again()
    {
        string[] texts = [Sale, Crash, Sale + "速来", "转发 " + Crash, "系统崩了", Sale];
        var other = new StoryFolder();
        var first = texts.Select((t, i) => _folder.Fold(Post("a" + i, t, Start))).ToList();
        var second = texts.Select((t, i) => other.Fold(Post("a" + i, t, Start))).ToList();
        Assert.Equal(first, second);
        Assert.Equal("a0", first[2]);
        Assert.Equal("a1", first[3]);
    }

    [Fact]
    public void Memory_keeps_to_its_bound_and_the_newest_stories()
    {
        var small = new StoryFolder(new StoryFolderOptions { MaxStories = 100 });
        for (var i = 0; i < 1000; i++) small.Fold(Post("s" + i, Distinct(i), Start.AddSeconds(i)));
        Assert.InRange(small.Count, 1, 100);
        Assert.Equal("s999", small.Fold(Post("again", Distinct(999), Start.AddSeconds(1000))));
    }

    [Fact]
    public void A_chain_of_small_edits_does_not_drag_the_story_to_another_text()
    {
        var text = Sale.ToCharArray();
        Fold(Sale);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)('一' + (i * 37));
            Fold(new string(text));
        }

        Assert.NotEqual("p1", Fold(new string(text) + "完"));
    }

    internal static Post Post(string id, string text, DateTimeOffset at) => new()
    {
        Id = id,
        SourceId = "forum",
        Platform = "forum",
        Text = text,
        Published = at,
        FirstSeen = at,
    };

    private static string Distinct(int seed) =>
        new([.. Enumerable.Range(0, 30).Select(i => (char)('一' + (((seed * 7919) + (i * 104729) + (i * seed * 31)) % 20000)))]);

    private string Fold(string text, DateTimeOffset? at = null) => _folder.Fold(Post("p" + ++_posts, text, at ?? Start));
}
