using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Tests.Collectors;
using Xunit;

namespace Monitor.Tests.Board.People;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Propaganda)]
    [InlineData(Role.Security)]
    [InlineData(Role.DutyOfficer)]
    public async Task Nobody_but_administrators_comes_in(Role role)
    {
        await using var house = await House.OpenAsync();
        await house.PersonAsync("chen", role);
        using var browser = await house.SignedInAsync("chen");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/settings")).StatusCode);
        foreach (var path in new[] { "/settings/users", "/settings/users/admin/password", "/settings/channels/x/test" })
            Assert.Equal(HttpStatusCode.Forbidden, (await House.PostAsync(browser, "/account", path, ("name", "eve"), ("role", "Admin"))).StatusCode);
        Assert.Equal(2, (await house.Ledger.UsersAsync(default)).Count);
    }

    [Fact]
    public async Task A_new_colleague_gets_a_password_once_changes_it_and_later_loses_a_phone_and_the_job()
    {
        await using var house = await House.OpenAsync();
        await house.PersonAsync("boss", Role.Admin);
        using var boss = await house.SignedInAsync("boss");
        var password = await OnceAsync(await House.PostAsync(boss, "/settings", "/settings/users", ("name", "王芳"), ("role", "Propaganda")));
        Assert.DoesNotContain(password, await boss.GetStringAsync("/settings"));
        using var wang = await house.SignedInAsync("王芳", password);
        Assert.Equal("/password", (await wang.GetAsync("/")).Headers.Location!.OriginalString);
        await House.PostAsync(wang, "/password", "/password", ("old", password), ("new", House.Password), ("again", House.Password));
        Assert.Equal(HttpStatusCode.OK, (await wang.GetAsync("/posts")).StatusCode);

        const string At = "/settings/users/%E7%8E%8B%E8%8A%B3/";
        Assert.Equal("/settings", (await House.PostAsync(boss, "/settings", At + "role", ("role", "Security"))).Headers.Location!.OriginalString);
        Assert.Equal(Role.Security, (await house.Ledger.UserAsync("王芳", default))!.Role);
        Assert.Equal(HttpStatusCode.BadRequest, (await House.PostAsync(boss, "/settings", At + "role", ("role", "Emperor"))).StatusCode);
        await House.PostAsync(boss, "/settings", At + "sessions");
        Assert.Equal(HttpStatusCode.Found, (await wang.GetAsync("/targets")).StatusCode);

        using var again = await house.SignedInAsync("王芳");
        await House.PostAsync(boss, "/settings", At + "lock");
        Assert.Equal(HttpStatusCode.Found, (await again.GetAsync("/targets")).StatusCode);
        using var outside = house.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await House.PostAsync(outside, "/signin", "/signin", ("name", "王芳"), ("password", House.Password))).StatusCode);
        await House.PostAsync(boss, "/settings", At + "unlock");
        var reset = await OnceAsync(await House.PostAsync(boss, "/settings", At + "password"));
        using var back = await house.SignedInAsync("王芳", reset);
        var acts = await house.ActsAsync();
        foreach (var act in new[] { "user.create", "user.role", "session.end-all", "user.lock", "user.unlock", "user.reset" }) Assert.Contains($"boss {act} 王芳", acts);
    }

    [Fact]
    public async Task A_second_factor_is_reset_and_the_person_signs_in_with_the_password()
    {
        await using var house = await House.OpenAsync();
        await house.PersonAsync("boss", Role.Admin);
        await SecondFactorTests.EnrolAsync(house, "chen", Role.Security);
        using var boss = await house.SignedInAsync("boss");
        await House.PostAsync(boss, "/settings", "/settings/users/chen/factor");
        Assert.Contains("boss factor.remove chen", await house.ActsAsync());
        using var chen = await house.SignedInAsync("chen");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("<b>")]
    [InlineData("system")]
    [InlineData("BOSS")]
    public async Task A_name_that_will_not_do_is_refused_with_its_reason(string name)
    {
        await using var house = await House.OpenAsync();
        await house.PersonAsync("boss", Role.Admin);
        using var boss = await house.SignedInAsync("boss");
        Assert.Equal(HttpStatusCode.Conflict, (await House.PostAsync(boss, "/settings", "/settings/users", ("name", name), ("role", "Viewer"))).StatusCode);
        Assert.Equal(2, (await house.Ledger.UsersAsync(default)).Count);
    }

    [Fact]
    public async Task Nobody_takes_their_own_rights()
    {
        await using var house = await House.OpenAsync();
        await house.PersonAsync("boss", Role.Admin);
        using var boss = await house.SignedInAsync("boss");
        foreach (var (step, fields) in new[] { ("role", new[] { ("role", "Viewer") }), ("lock", []), ("password", []) })
            Assert.Equal(HttpStatusCode.Conflict, (await House.PostAsync(boss, "/settings", "/settings/users/boss/" + step, fields)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await boss.PostAsync("/settings/users/admin/lock", new FormUrlEncodedContent([]))).StatusCode);
        Assert.False((await house.Ledger.UserAsync("admin", default))!.Disabled);
    }

    [Fact]
    public async Task A_channel_is_tested_and_says_what_the_other_side_said()
    {
        var got = new TaskCompletionSource<string>();
        await using var site = await WebSite.StartAsync(app => app.MapPost("/hook", async (HttpContext c) =>
        {
            using var reader = new StreamReader(c.Request.Body);
            got.TrySetResult(await reader.ReadToEndAsync());
        }));
        await using var house = await House.OpenAsync($"channels:\n  - {{ id: hook, kind: webhook, options: {{ url: \"{site.Url("/hook")}\" }} }}\n  - {{ id: dead, kind: webhook, options: {{ url: \"http://127.0.0.1:9/\" }} }}\n");
        await house.PersonAsync("boss", Role.Admin);
        using var boss = await house.SignedInAsync("boss");
        Assert.Contains("已送达", await (await House.PostAsync(boss, "/settings", "/settings/channels/hook/test")).Content.ReadAsStringAsync());
        Assert.Contains("测试", System.Text.RegularExpressions.Regex.Unescape(await got.Task));
        Assert.Contains("未送达", await (await House.PostAsync(boss, "/settings", "/settings/channels/dead/test")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await House.PostAsync(boss, "/settings", "/settings/channels/none/test")).StatusCode);
        Assert.Contains("boss channel.test hook", await house.ActsAsync());
    }

    [Fact]
    public async Task The_config_is_shown_without_its_secrets_and_a_failed_reload_with_its_reasons()
    {
        const string Key = "a-very-secret-signing-key-of-the-test";
        await using var house = await House.OpenAsync("board: { linkKey: \"file:link.txt\", linksLast: 2h }\n", prepare: home => File.WriteAllText(Path.Combine(home, "link.txt"), Key));
        await house.PersonAsync("boss", Role.Admin);
        using var boss = await house.SignedInAsync("boss");
        var page = await boss.GetStringAsync("/settings");
        Assert.DoesNotContain(Key, page);
        using (var document = new HtmlParser().ParseDocument(page))
        {
            var text = document.QuerySelector("#config")!.TextContent;
            Assert.Contains("linkKey: file:link.txt", text);
            Assert.Contains("linksLast: 2h", text);
            Assert.Null(document.QuerySelector("#faults"));
        }

        await File.WriteAllTextAsync(house.In("monitor.yaml"), "board: { linkLast: 2h }\n");
        Assert.False(house.App.Services.GetRequiredService<CurrentConfig>().Reload());
        Assert.Contains("board.linkLast", await boss.GetStringAsync("/settings"));
    }

    private static async Task<string> OnceAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return page.QuerySelector("#one-time")!.TextContent;
    }
}
