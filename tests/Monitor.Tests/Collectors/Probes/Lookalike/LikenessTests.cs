using Monitor.Collectors.Probes.Lookalike;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Lookalike;

public sealed class LikenessTests
{
    private static readonly PageTraits Real = PageTraits.Of(new Uri("https://zhaokao.yunchuan.cn/"), Village.Page) with { Icon = "ab" };

    [Theory]
    [InlineData("<html><title>云川区高考志愿填报系统</title><body><form><input type='PASSWORD'></form></body></html>", null, true, "标题相同或相近、有口令输入框")]
    [InlineData("<html><title>云川区高考志愿填报系统</title><body>公告</body></html>", null, false, "标题相同或相近")]
    [InlineData("<html><title>登录</title><body><input type=password></body></html>", null, false, "")]
    [InlineData("<html><title>登录</title><body><input type=password></body></html>", "ab", true, "图标相同、有口令输入框")]
    [InlineData("<html><title>登录</title><body><img src=https://www.yunchuan.cn/logo.png><input type=password></body></html>", "ab", true, "图标相同、引用本站的图片、脚本或表单、有口令输入框")]
    [InlineData("<html><title>云川新闻</title><body>云川区今日天气晴，最高气温三十二度，请市民注意防暑降温，出行避开高温时段，多喝水。</body></html>", null, false, "")]
    public void Signs_add_up(string html, string? icon, bool similar, string reasons)
    {
        var like = Of("http://yunchaun.cn/", html, icon);
        Assert.Equal(reasons, string.Join('、', like.Reasons));
        Assert.Equal(similar, like.Score >= new LookalikeProbeOptions().Similar);
    }

    [Fact]
    public void A_copied_text_counts_with_and_without_additions()
    {
        Assert.True(Of("http://a.cn/", Village.Page.Replace("<h1>", "<p>客服电话四零零一二三四五六七，二十四小时在线为您服务</p><h1>", StringComparison.Ordinal)).Score >= 0.9);
        Assert.True(Of("http://a.cn/", Village.Page.Replace("云川区高考志愿填报系统</title>", "首页</title>", StringComparison.Ordinal)).Score >= 0.5);
        Assert.Equal(0, Of("http://a.cn/", "").Score);
    }

    [Theory]
    [InlineData("https://zhaokao.yunchuan.cn/login", true)]
    [InlineData("https://www.yunchuan.cn/", true)]
    [InlineData("https://zhaokao.yunchuan.cn.login.top/", false)]
    [InlineData("https://notyunchuan.cn/", false)]
    public void A_name_that_leads_to_us_deceives_nobody(string end, bool ours) => Assert.Equal((ours, ours), (Of(end, Village.Page).Ours, Of(end, Village.Page).Score == 0));

    private static Likeness Of(string url, string html, string? icon = null) => Likeness.Of(Real, PageTraits.Of(new Uri(url), html) with { Icon = icon }, ["yunchuan.cn"]);
}
