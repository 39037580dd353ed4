using Monitor.Collectors.Articles;
using Xunit;

namespace Monitor.Tests.Collectors.Articles;

public sealed class ArticleParserTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 8, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private const string First = "今天上午，本区第三考点外秩序井然，考生凭准考证和身份证依次入场，家长在警戒线外等候，志愿者为考生送上饮用水。";
    private const string Second = "区教育考试中心负责人表示，各考点已完成设备检查，如遇突发情况将第一时间启动预案，并通过官方渠道发布消息。";

    [Fact]
    public void The_text_is_found_between_menus_recommendations_and_footers()
    {
        var article = Read(Page());
        Assert.Equal($"{First}\n{Second}\n责任编辑：王明", article.Body);
    }

    [Fact]
    public void The_headline_comes_without_the_names_of_channel_and_site() =>
        Assert.Equal("高考首日各考点秩序井然", Read(Page()).Title);

    [Fact]
    public void The_time_is_read_to_the_minute_and_is_Beijing_time() =>
        Assert.Equal(new PublishTime(new DateTimeOffset(2025, 6, 7, 9, 45, 0, Beijing), ToTheMinute: true), Read(Page()).Published);

    [Fact]
    public void A_day_without_a_time_says_that_it_is_only_a_day() =>
        Assert.False(Read(Page().Replace(" 09:45", "", StringComparison.Ordinal)).Published!.ToTheMinute);

    [Fact]
    public void The_author_is_the_one_who_wrote_it() => Assert.Equal("李华", Read(Page()).Author);

    [Fact]
    public void What_the_page_states_of_itself_goes_before_what_it_shows()
    {
        var stated = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"首日平稳\",\"datePublished\":\"2025-06-07T09:40:00+08:00\",\"author\":[{\"name\":\"赵一\"},{\"name\":\"钱二\"}]}</script>";
        var article = Read(Page().Replace("</head>", stated + "</head>", StringComparison.Ordinal));
        Assert.Equal(("首日平稳", "赵一, 钱二", 40), (article.Title, article.Author, article.Published!.At.Minute));
    }

    [Fact]
    public void A_consent_box_longer_than_the_article_is_not_the_article()
    {
        var box = $"<div class='cookie-consent'><p>{string.Concat(Enumerable.Repeat("我们和合作伙伴使用您的数据，以便提供个性化内容，", 30))}</p></div>";
        Assert.StartsWith(First, Read(Page().Replace("<body>", "<body>" + box, StringComparison.Ordinal)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_and_hidden_parts_are_never_read()
    {
        var trap = "<p style='display: none'>内部渠道保过，联系微信</p><script>document.write('内部渠道')</script>";
        Assert.DoesNotContain("内部渠道", Read(Page().Replace($"<p>{Second}", trap + $"<p>{Second}", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_several_articles_gives_the_one_under_its_headline()
    {
        var other = $"<article><h2>别的消息</h2><p>{string.Concat(Enumerable.Repeat("这是另一篇文章的内容，与本文无关。", 20))}</p></article>";
        var html = $"<title>考点公告</title><article><h1>考点公告</h1><p>{First}</p><p>{Second}</p><p>{First}</p><p>{Second}</p></article>{other}{other}";
        Assert.DoesNotContain("另一篇", Read(html).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_anything_is_no_article() => Assert.NotNull(ArticleParser.Parse("<html></html>", null, Now, Beijing).Trouble);

    private static Article Read(string html) => ArticleParser.Read(html, new Uri("https://news.example.cn/a/1.html"), Now, Beijing)!;

    private static string Page() => $"""
        <html><head><title>高考首日各考点秩序井然_教育频道_本地新闻网</title></head><body>
        <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/edu">教育</a></li><li><a href="/life">民生</a></li></ul></div>
        <div class="main"><h1>高考首日各考点秩序井然</h1>
        <div class="info"><span>2025年06月07日 09:45</span> <span>来源：本地新闻网</span> <span>作者：李华</span></div>
        <div class="content"><p>{First}</p><p>{Second}</p><p>责任编辑：王明</p></div></div>
        <div class="related"><h3>相关阅读</h3><ul><li><a href="/a/2.html">考前三天这样安排作息最科学</a></li><li><a href="/a/3.html">高考期间交通管制路段公布</a></li></ul></div>
        <div class="footer">版权所有 本地新闻网 备案号 12345</div></body></html>
        """;
}
