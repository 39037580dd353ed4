using System.Globalization;
using System.Text;

namespace Monitor.Tests.Collectors.Probes.Tampering;

/// <summary>An application-filing system's front page as such pages are, and what is done to it.</summary>
internal static class Pages
{
    public const string Title = "临江省普通高校招生志愿填报系统";

    private const string About = "考生须本人登录系统填报志愿，并妥善保管密码和动态口令。填报截止后系统自动关闭，逾期不再受理。填报前请认真阅读招生章程，核对选考科目要求、学费标准和身体条件要求，谨慎确认。";

    public static string Filing(string title = Title, string head = "", string body = "", string action = "/login", string scripts = "", string notices = "<li><a href=\"/notice/1.html\">关于做好志愿填报工作的通知</a></li>", string about = About) => $"""
        <!DOCTYPE html><html><head><title>{title}</title><meta name="description" content="志愿填报官方系统"><meta name="keywords" content="高考,志愿填报">
        <link rel="stylesheet" href="/css/site.css?v=1"><script src="/js/jquery.min.js?v=20260601"></script>{head}</head>
        <body><div id="top"><h1>{Title}</h1><ul class="menu"><li><a href="/">首页</a></li><li><a href="/policy">政策文件</a></li><li><a href="https://gaokao.chsi.com.cn/">阳光高考平台</a></li></ul></div>
        <div id="about"><p>{about}</p><p>咨询电话请以省教育考试院官方网站公布的为准，考试院不会以任何理由索要密码和验证码。</p></div>
        <ul id="news">{notices}</ul>
        <form action="{action}" method="post"><input name="user"><input type="password" name="pass"><input name="captcha"><button>登录</button></form>
        {body}<script>var page = "filing";</script>{scripts}<p>版权所有 临江省教育考试院</p></body></html>
        """;

    /// <summary>One look at a page that lives: notices rotate and are new, tokens, counters, dates and cache-busting change, articles link to other offices.</summary>
    public static string Living(int look)
    {
        var random = new Random(look);
        var notices = new StringBuilder();
        for (var i = 0; i < 12; i++)
        {
            var number = 1000 + (look / 5) + i;
            notices.Append(CultureInfo.InvariantCulture, $"<li><a href=\"/notice/{number}.html\">{Subject(number)}</a><span>2026-06-{1 + (number % 28):00}</span></li>");
        }

        // An editor links another public office now and then, and a newspaper.
        if (look % 20 > 14) notices.Append(CultureInfo.InvariantCulture, $"<li><a href=\"https://www.city{look / 20}.gov.cn/a.html\">{Subject(look)}</a></li><li><a href=\"https://www.paper{(char)('a' + (look / 20))}.com/x\">媒体：{Subject(look + 3)}</a></li>");
        string[] banners = ["诚信考试承诺书", "填报志愿温馨提示", "防范招生诈骗提醒", "考生心理热线公告"];
        return Filing(
            head: $"<meta name=\"csrf-token\" content=\"{random.NextInt64():x}\"><script src=\"/js/app.{random.NextInt64():x16}.js?t={random.Next()}\"></script>",
            notices: notices.ToString(),
            body: $"""
                <div id="rotate"><p>{banners[look % banners.Length]}</p></div><p>今天是 2026年6月{1 + (look % 28)}日 星期{"一二三四五六日"[look % 7]}，您是第 {10_000 + (look * 37)} 位访客，在线 {random.Next(9000)} 人</p>
                <form action="/search;jsessionid={random.NextInt64():X16}" method="get"><input name="q"><input type="hidden" name="t{random.Next()}" value="{random.Next()}"></form><img src="/img/{random.Next()}.jpg">
                <div style="display:none"><a href="https://gaokao.chsi.com.cn/help">帮助</a></div>
                """,
            scripts: $"<script nonce=\"{random.Next()}\">var token = \"{random.NextInt64():x16}\"; var now = {random.Next()}; load('{Guid.NewGuid()}');</script>");
    }

    private static string Subject(int number)
    {
        string[] what = ["体育类专业统考成绩复核", "艺术类平行志愿投档线", "高校专项计划资格公示", "本科提前批录取进程", "征集志愿填报安排", "录取通知书寄送查询", "新生资助政策问答", "志愿填报咨询会直播"];
        string[] how = ["的通知", "的公告", "说明", "有关问题解答", "时间安排"];
        return $"关于{(number % 9) + 2018}年{what[number % what.Length]}{how[number / 3 % how.Length]}";
    }
}
