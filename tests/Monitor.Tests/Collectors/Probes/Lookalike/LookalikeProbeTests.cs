using System.Net;
using System.Net.Sockets;
using Monitor.Collectors.Probes.Lookalike;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Lookalike;

/// <summary>Against real resolvers and a real server.</summary>
public sealed class LookalikeProbeTests : IAsyncLifetime
{
    private Village _village = null!;

    [Fact]
    public async Task The_first_round_is_told_once_and_then_only_what_is_new()
    {
        string[] old = ["yunchuan.com. 60 IN A 127.0.0.1", "yunchuan.net. 60 IN NS ns1.parked.com."];
        var before = await _village.ResolverAsync(old);
        var first = await _village.LookAsync(before);
        Assert.Equal((ProbeState.Up, null), (first.State, first.Message));
        Assert.Contains("共 2 个", Assert.Single(first.Findings, f => f.Code == LookalikeFindings.Baseline).Message, StringComparison.Ordinal);
        Assert.Equal(["Info yunchuan.com", "Info yunchuan.net"], Village.Lines(first, LookalikeFindings.Known));
        Assert.Empty(Village.Lines(first, LookalikeFindings.New));

        var after = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1", "yunchaun.cn. 60 IN A 127.0.0.1", "yunhuan.cn. 60 IN A 127.0.0.1", "yunchuan-login.cn. 60 IN MX 10 mx.parked.com.", "yunchuam.cn. 60 IN NS ns1.parked.com.", "yunchhuan.cn. 60 IN MX 0 ."]);
        _village.Pages["yunchaun.cn"] = Village.Page;
        _village.Pages["yunhuan.cn"] = "<html><title>域名出售</title><body>本域名正在出售，有意请联系，支持分期付款与担保交易，欢迎咨询客服了解更多信息。<input type=password></body></html>";
        _village.Time.Advance(TimeSpan.FromDays(1));
        var second = await _village.LookAsync(after);
        Assert.Equal(["High yunchaun.cn", "High yunchuan-login.cn", "Low yunchuam.cn", "Medium yunhuan.cn"], Village.Lines(second, LookalikeFindings.New));
        Assert.Equal(["Info yunchuan.net"], Village.Lines(second, LookalikeFindings.Gone));
        Assert.DoesNotContain(second.Findings, f => f.Code == LookalikeFindings.Baseline);
        var copy = Assert.Single(second.Findings, f => f.Subject == "yunchaun.cn");
        Assert.Contains("正文重合 100%、标题相同或相近、有口令输入框", copy.Message, StringComparison.Ordinal);
        Assert.Contains("2026-06-21", copy.Message, StringComparison.Ordinal);
        Assert.Contains("2026-06-20", Assert.Single(second.Findings, f => f.Subject == "yunchuan.com").Message, StringComparison.Ordinal);

        // It stays new until somebody allows it, it goes, or its time is over.
        Assert.Contains("High yunchaun.cn", Village.Lines(await _village.LookAsync(after), LookalikeFindings.New));
        _village.Options = _village.Options with { Allow = ["yunchuan-login.cn"] };
        Assert.DoesNotContain("High yunchuan-login.cn", Village.Lines(await _village.LookAsync(after), LookalikeFindings.New));
        _village.Time.Advance(TimeSpan.FromDays(31));
        var later = await _village.LookAsync(after);
        Assert.Empty(Village.Lines(later, LookalikeFindings.New));
        Assert.Equal(["High yunchaun.cn"], Village.Lines(later, LookalikeFindings.Similar));
    }

    [Fact]
    public async Task A_name_known_for_long_that_becomes_a_copy_is_told()
    {
        var resolver = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1"]);
        Assert.Empty(Village.Lines(await _village.LookAsync(resolver), LookalikeFindings.Similar));
        _village.Pages["yunchuan.com"] = Village.Page;
        Assert.Equal(["High yunchuan.com"], Village.Lines(await _village.LookAsync(resolver), LookalikeFindings.Similar));
        // A page that cannot be read now says nothing of what it was.
        _village.Pages.Remove("yunchuan.com");
        Assert.Equal(["High yunchuan.com"], Village.Lines(await _village.LookAsync(resolver), LookalikeFindings.Similar));
        _village.Pages["yunchuan.com"] = "<html><body>本域名正在出售</body></html>";
        Assert.Empty(Village.Lines(await _village.LookAsync(resolver), LookalikeFindings.Similar));
    }

    [Fact]
    public async Task Servers_that_fail_make_a_name_neither_registered_nor_gone_nor_new()
    {
        var sound = await _village.ResolverAsync(["yunchuan.xyz. 60 IN A 127.0.0.1", "yunchuan.com. 60 IN A 127.0.0.1"]);
        var refusing = await _village.ResolverAsync([], "  local-zone: \"xyz.\" always_refuse");
        var failing = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1"], "  local-zone: \"xyz.\" transparent", $"forward-zone:\n  name: \"xyz.\"\n  forward-addr: {refusing.Replace(':', '@')}\n");

        // Not known at first, so that the later answer is no news.
        var blind = await _village.LookAsync(failing);
        Assert.Equal(["Info yunchuan.com"], Village.Lines(blind, LookalikeFindings.Known));
        Assert.DoesNotContain("未能查清 0 个", Assert.Single(blind.Findings, f => f.Code == LookalikeFindings.Total).Message, StringComparison.Ordinal);
        var seeing = await _village.LookAsync(sound);
        Assert.Equal(["Info yunchuan.com", "Info yunchuan.xyz"], Village.Lines(seeing, LookalikeFindings.Known));
        Assert.Empty(Village.Lines(seeing, LookalikeFindings.New));

        var again = await _village.LookAsync(failing);
        Assert.Equal(["Info yunchuan.com", "Info yunchuan.xyz"], Village.Lines(again, LookalikeFindings.Known));
        Assert.Empty(Village.Lines(again, LookalikeFindings.Gone));

        // Where the first resolver fails the second one is asked.
        Assert.Contains("未能查清 0 个", Assert.Single((await _village.LookAsync(failing, sound)).Findings, f => f.Code == LookalikeFindings.Total).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_resolver_alone_cannot_say_that_a_known_name_is_gone()
    {
        var sound = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1"]);
        var empty = await _village.ResolverAsync([]);
        await _village.LookAsync(sound);
        Assert.Empty(Village.Lines(await _village.LookAsync(empty, sound), LookalikeFindings.Gone));
        Assert.Equal(["Info yunchuan.com"], Village.Lines(await _village.LookAsync(empty, empty), LookalikeFindings.Gone));
    }

    [Fact]
    public async Task Without_any_answer_nothing_is_known_and_nothing_forgotten()
    {
        var sound = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1"]);
        await _village.LookAsync(sound);
        var kept = await _village.Memory.ReadAsync("names", "lookalike", default);
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        _village.Options = _village.Options with { Timeout = TimeSpan.FromMilliseconds(200) };
        var result = await _village.LookAsync(silent.Client.LocalEndPoint!.ToString()!);
        Assert.Equal((ProbeState.Unknown, "dns"), (result.State, result.FailedPhase));
        Assert.Equal(kept, await _village.Memory.ReadAsync("names", "lookalike", default));
    }

    [Fact]
    public async Task Answers_that_come_for_every_name_do_not_count()
    {
        var wild = await _village.ResolverAsync(
            ["top. 60 IN A 66.77.88.99", "yunchuan.top. 60 IN A 55.66.77.88"],
            "  local-zone: \"top.\" redirect\n  local-zone: \"yunchuan.top.\" static");
        Assert.Equal(["Info yunchuan.top"], Village.Lines(await _village.LookAsync(wild), LookalikeFindings.Known));
    }

    [Fact]
    public async Task A_resolver_that_leads_every_mistyped_name_to_an_advertisement_finds_only_what_has_servers_of_its_own()
    {
        var endings = new[] { "com", "cn", "net", "top", "xyz" };
        var portal = await _village.ResolverAsync(
            [.. endings.Select(e => $"{e}. 60 IN A 66.77.88.99"), "yunchuan.com. 60 IN NS ns1.parked.com.", "yunchuan.com. 60 IN A 66.77.88.99"],
            string.Concat(endings.Select(e => $"  local-zone: \"{e}.\" redirect\n")) + "  local-zone: \"yunchuan.com.\" static\n  local-zone: \"zhaokao.yunchuan.cn.\" static");
        var result = await _village.LookAsync(portal);
        Assert.Equal(["Info yunchuan.com"], Village.Lines(result, LookalikeFindings.Known));
        Assert.Contains("没有地址", Assert.Single(result.Findings, f => f.Subject == "yunchuan.com").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_is_spread_over_looks_and_each_tells_all_that_is_known()
    {
        var resolver = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1", "yunchuna.cn. 60 IN A 127.0.0.1", "yunchan.cn. 60 IN NS ns1.parked.com."]);
        _village.Options = _village.Options with { PerLook = 150 };
        List<ProbeResult> looks = [];
        for (var n = 0; n < 4; n++) looks.Add(await _village.LookAsync(resolver));
        Assert.Equal([1, 1, 0, 0], looks.Select(l => l.Findings.Count(f => f.Code == LookalikeFindings.Partial)));
        Assert.Equal([0, 0, 1, 0], looks.Select(l => l.Findings.Count(f => f.Code == LookalikeFindings.Baseline)));
        Assert.All(looks, l => Assert.Contains(l.Findings, f => f.Subject == "yunchuan.com"));
        Assert.Contains("本次查 100 个", looks[2].Findings[^1].Message, StringComparison.Ordinal);
        Assert.Equal(3, looks[3].Findings.Count(f => f.Code == LookalikeFindings.Known));
    }

    [Fact]
    public async Task Pages_inside_are_never_fetched_and_robots_are_obeyed()
    {
        var resolver = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1"]);
        _village.Pages["yunchuan.com"] = Village.Page;
        _village.MayReachLoopback = false;
        Assert.Empty(Village.Lines(await _village.LookAsync(resolver), LookalikeFindings.Similar));
        Assert.Equal(1, _village.Site.Hits("/")); // our own
        _village.MayReachLoopback = true;
        _village.Pages["yunchuan.com/robots.txt"] = "User-agent: *\nDisallow: /\n";
        Assert.Empty(Village.Lines(await _village.LookAsync(resolver), LookalikeFindings.Similar));
        Assert.Equal(2, _village.Site.Hits("/"));
        _village.Pages["yunchuan.com/robots.txt"] = "User-agent: *\nAllow: /\n";
        Assert.Equal(["High yunchuan.com"], Village.Lines(await _village.LookAsync(resolver), LookalikeFindings.Similar));
    }

    [Fact]
    public async Task When_our_own_page_cannot_be_read_that_is_said()
    {
        var resolver = await _village.ResolverAsync(["yunchuan.com. 60 IN A 127.0.0.1"]);
        _village.Pages.Clear();
        Assert.Contains((await _village.LookAsync(resolver)).Findings, f => f.Code == LookalikeFindings.NoSite);
    }

    public async ValueTask InitializeAsync() => _village = await Village.BeginAsync();

    public async ValueTask DisposeAsync()
    {
        if (_village is not null) await _village.DisposeAsync();
    }
}
