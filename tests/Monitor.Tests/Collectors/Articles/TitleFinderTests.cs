using Monitor.Collectors.Articles;
using Xunit;

namespace Monitor.Tests.Collectors.Articles;

public sealed class TitleFinderTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 8, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("Exam halls open early across the county - Valley Courier", "Exam halls open early across the county")]
    [InlineData("Exam halls open early across the county | News | Valley Courier", "Exam halls open early across the county")]
    [InlineData("Exam halls open early [valleycourier.example]", "Exam halls open early")]
    [InlineData("考场提前开放：山谷信报", "考场提前开放")]
    [InlineData("考场提前开放_教育频道_山谷信报", "考场提前开放")]
    [InlineData("考场提前开放，全区考生凭证入场 - 山谷信报教育", "考场提前开放，全区考生凭证入场")]
    [InlineData("山谷信报-考场提前开放", "考场提前开放")]
    [InlineData("独家｜山谷信报记者探访六个考点", "山谷信报记者探访六个考点")]
    public void A_name_the_site_states_is_taken_off_the_end(string title, string expected) =>
        Assert.Equal(expected, Titled($"<meta property='og:site_name' content='Valley Courier | 山谷信报'><title>{title}</title>"));

    [Theory]
    [InlineData("<meta property='og:title' content='{0} - The Valley Courier'><title>{0} - The Valley Courier</title>", "<h1>{0}</h1>")]
    [InlineData("<meta property='og:title' content='{0} - Courier'><script type='application/ld+json'>{{\"@type\":\"WebSite\",\"name\":\"Courier\"}}</script>", "")]
    [InlineData("<meta property='og:title' content='{0} - Courier'>", "<a href='/'><img alt='Courier'></a>")]
    [InlineData("<meta property='og:title' content='{0} - Valley Courier'>", "<div>Copyright © 2025 Valley Courier</div>")]
    [InlineData("<meta property='og:title' content='{0} – Valleycourier'>", "")]
    [InlineData("<meta property='og:title' content='{0} – valleycourier.example'>", "")]
    public void A_declared_title_loses_what_the_page_shows_to_be_the_sites_name(string head, string body)
    {
        const string Headline = "Halls open early for anti-cheating checks";
        Assert.Equal(Headline, Titled(string.Format(null, head, Headline), string.Format(null, body, Headline)));
    }

    [Theory]
    [InlineData("Pupils sit four-hour paper in self-made face masks")]
    [InlineData("Team wins maths final 4-1")]
    [InlineData("Why pupils are pro-Valleycourier")]
    [InlineData("The results are out - and what they mean for you")]
    [InlineData("安全使用Wi-Fi的五个办法")]
    [InlineData("全区考生顺利走进考场——高考首日直击")]
    [InlineData("Le jury répond à « tous les candidats »")]
    public void Hyphens_and_dashes_within_a_headline_stay(string title) =>
        Assert.Equal(title, Titled($"<title>{title}</title>", "<p>安全使用Wi-Fi的五个办法</p>"));

    [Fact]
    public void A_name_behind_a_tight_hyphen_goes_when_the_page_says_it_elsewhere() =>
        Assert.Equal("新一代考试用机采用国产GPU", Titled("<title>新一代考试用机采用国产GPU-ABC 芯片周报</title>", "<p>本文为ABC芯片周报原创</p>"));

    [Fact]
    public void A_name_behind_a_space_goes_when_the_imprint_bears_it() =>
        Assert.Equal("我院举办考前心理健康讲座", Titled("<title>我院举办考前心理健康讲座 山谷市第一医院</title>", "<div>版权所有 山谷市第一医院</div>"));

    [Theory]
    [InlineData("Opinion | Let the candidates sleep", "Let the candidates sleep")]
    [InlineData("The Valley Courier: Let the candidates sleep", "Let the candidates sleep")]
    [InlineData("Open day – The Valley Courier and its Friends", "Open day")]
    public void A_main_heading_tells_the_headline_within_the_title(string title, string heading)
    {
        Assert.Equal(heading, Titled($"<meta property='og:site_name' content='The Valley Courier'><title>{title}</title>", $"<h1>{heading}</h1>"));
        Assert.Equal(heading, Titled($"<meta property='og:site_name' content='The Valley Courier'><meta property='og:title' content='{title}'><title>{title}</title>", $"<h1>{heading}</h1>"));
    }

    [Fact]
    public void An_authors_name_that_only_the_declared_title_bears_is_part_of_it() =>
        Assert.Equal(
            "Let the candidates sleep | Anna Smith",
            Titled("<meta property='og:title' content='Let the candidates sleep | Anna Smith'><title>Let the candidates sleep | Opinion | Courier</title>", "<h1>Let the candidates sleep</h1>"));

    [Fact]
    public void One_title_declared_for_all_pages_is_not_the_headline() =>
        Assert.Equal(
            "Exam halls open early across the county",
            Titled("<meta property='og:title' content='Valley Courier'><title>Exam halls open early across the county - Courier</title>", "<h1>Exam halls open early across the county</h1>"));

    [Theory]
    [InlineData("Valley Courier")]
    [InlineData("Story")]
    public void A_headline_in_JSON_LD_that_all_else_speaks_against_is_passed_over(string headline)
    {
        const string Said = "Exam halls open early across the county";
        var linked = $"<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{headline}\",\"publisher\":{{\"name\":\"Valley Courier\"}}}}</script>";
        Assert.Equal(Said, Titled($"{linked}<meta property='og:title' content='{Said}'><title>{Said} | Courier</title>", $"<h1>{Said}</h1>"));
    }

    [Fact]
    public void A_government_page_states_its_title_and_its_sites_name() =>
        Assert.Equal("关于做好考试报名工作的通知", Titled("<meta name='SiteName' content='山谷市教育局'><meta name='ArticleTitle' content='关于做好考试报名工作的通知-山谷市教育局'><title>通知公告</title>"));

    [Fact]
    public void Under_a_title_that_only_names_the_site_the_main_heading_is_the_headline() =>
        Assert.Equal("关于做好考试报名工作的通知", Titled("<title>山谷市教育考试院</title>", "<a href='/'>山谷市教育考试院</a><h1>关于做好考试报名工作的通知</h1>"));

    [Fact]
    public void A_quote_that_ended_the_declared_title_early_is_mended_from_the_title() =>
        Assert.Equal("考生写\"加油\"二字走进考场", Titled("<meta property='og:title' content=\"考生写\"加油\"二字走进考场\"><title>考生写\"加油\"二字走进考场_山谷信报</title>"));

    private static string? Titled(string head, string body = "") =>
        ArticleParser.Read($"<html><head>{head}</head><body>{body}</body></html>", new Uri("https://www.valleycourier.example/a/1.html"), Now, TimeSpan.FromHours(8))!.Title;
}
