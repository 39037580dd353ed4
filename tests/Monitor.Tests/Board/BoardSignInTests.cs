using System.Net;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

public sealed class BoardSignInTests
{
    [Fact]
    public async Task A_wrong_password_says_so_and_lets_nobody_in()
    {
        await using var server = await District.StartAsync();
        using var client = server.Client();
        var answer = await BoardServer.PostAsync(client, "/signin", "/signin", ("name", "Admin"), ("password", "guess"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("用户名或密码不正确", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_locked_account_is_told_to_wait()
    {
        await using var server = await District.StartAsync();
        server.Ledger.Users.Add(new User("li", Role.Viewer, BoardServer.Password, false, 5, District.Now.AddMinutes(15)));
        using var client = server.Client();
        var answer = await BoardServer.PostAsync(client, "/signin", "/signin", ("name", "li"), ("password", BoardServer.Password));
        Assert.Contains("锁定", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/alerts/a1", "/alerts/a1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task Sign_in_leads_back_only_to_our_own_pages(string next, string expected)
    {
        await using var server = await District.StartAsync();
        using var client = server.Client();
        var answer = await BoardServer.PostAsync(client, "/signin", "/signin", ("name", "Admin"), ("password", BoardServer.Password), ("next", next));
        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_one_time_password_must_be_changed_before_anything_else()
    {
        await using var server = await District.StartAsync();
        server.Ledger.Users.Add(new User("wang", Role.Viewer, "one-time", true, 0, null));
        using var client = server.Client();
        var answer = await BoardServer.PostAsync(client, "/signin", "/signin", ("name", "wang"), ("password", "one-time"));
        Assert.Equal("/password", answer.Headers.Location!.OriginalString);
        Assert.Equal("/password", (await client.GetAsync("/")).Headers.Location!.OriginalString.Replace(server.Address.ToString().TrimEnd('/'), "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/curve")).StatusCode);

        var weak = await BoardServer.PostAsync(client, "/password", "/password", ("old", "one-time"), ("new", "short"), ("again", "short"));
        Assert.Contains("至少 12", await weak.Content.ReadAsStringAsync());
        await BoardServer.PostAsync(client, "/password", "/password", ("old", "one-time"), ("new", "a-new-long-password"), ("again", "a-new-long-password"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_changed_role_or_password_counts_at_once()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/audit")).StatusCode);

        var admin = server.Ledger.Users.Single(u => u.Name == "Admin");
        await server.Ledger.SaveUserAsync(admin with { Role = Role.Viewer }, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/audit")).StatusCode);

        await server.Ledger.SaveUserAsync(admin with { PasswordHash = "another" }, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_closes_the_board()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        await BoardServer.PostAsync(client, "/", "/signout");
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/")).StatusCode);
    }
}
