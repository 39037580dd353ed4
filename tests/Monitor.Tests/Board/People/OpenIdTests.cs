using System.Net;
using System.Security.Claims;
using AngleSharp.Html.Parser;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Host.Security;
using Monitor.Tests.Collectors.Probes;
using Xunit;

namespace Monitor.Tests.Board.People;

/// <summary>The whole way of a browser through a provider and back.</summary>
public sealed class OpenIdTests(Certificates certificates) : IClassFixture<Certificates>
{
    [Fact]
    public async Task A_person_with_a_role_comes_in_and_is_known_by_issuer_and_subject()
    {
        await using var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider);
        using var browser = Trusting(house);
        var entered = await ThroughAsync(browser, "/targets");
        Assert.Equal((HttpStatusCode.Found, "/targets"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/targets")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/weaknesses")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/settings")).StatusCode);
        var user = (await house.Ledger.UserAsync("chen", default))!;
        Assert.Equal((Role.Security, new OpenIdentity(provider.Issuer, "u-1")), (user.Role, user.Identity));
        Assert.Contains(await house.Ledger.AuditTrailAsync(20, default), e => e is { Who: "chen", Action: "signin.openid" } && e.Detail == provider.Issuer + " u-1");

        // Neither a password nor a second factor of ours is theirs.
        Assert.Equal(HttpStatusCode.Forbidden, (await House.PostAsync(browser, "/account", "/password", ("old", "openid"), ("new", House.Password), ("again", House.Password))).StatusCode);
        using var guess = house.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await House.PostAsync(guess, "/signin", "/signin", ("name", "chen"), ("password", "openid"))).StatusCode);

        var left = await House.PostAsync(browser, "/account", "/signout");
        using var page = new HtmlParser().ParseDocument(await left.Content.ReadAsStringAsync());
        Assert.Contains(page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.StartsWith(provider.Issuer + "/logout?client_id=board", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/targets")).StatusCode);
    }

    [Fact]
    public async Task Roles_follow_the_provider_and_who_has_lost_them_is_told_and_out()
    {
        await using var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider);
        using var browser = Trusting(house);
        await ThroughAsync(browser);
        provider.Person["roles"] = new[] { "other", "monitor-admin", "monitor-security" };
        using var promoted = Trusting(house);
        await ThroughAsync(promoted);
        Assert.Equal(HttpStatusCode.OK, (await promoted.GetAsync("/settings")).StatusCode);
        Assert.Contains("openid user.role chen", await house.ActsAsync());

        provider.Person["roles"] = new[] { "other" };
        using var lost = Trusting(house);
        var refused = await ThroughAsync(lost);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("没有本系统的角色", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Found, (await lost.GetAsync("/targets")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await promoted.GetAsync("/targets")).StatusCode);
    }

    [Fact]
    public async Task A_stranger_with_a_local_account_s_name_gets_another_and_not_its_rights()
    {
        await using var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider);
        provider.Person["preferred_username"] = "Admin";
        provider.Person["roles"] = "monitor-viewer";
        using var browser = Trusting(house);
        await ThroughAsync(browser);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/settings")).StatusCode);
        var users = await house.Ledger.UsersAsync(default);
        Assert.Null(users.Single(u => u.Name == "admin").Identity);
        Assert.Matches("^admin~[0-9a-f]{8}$", users.Single(u => u.Identity is not null).Name);
        // Renamed at the provider, the person stays who they are here.
        provider.Person["preferred_username"] = "li";
        using var again = Trusting(house);
        await ThroughAsync(again);
        Assert.Equal(2, (await house.Ledger.UsersAsync(default)).Count);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("unknown kid")]
    [InlineData("forged")]
    [InlineData("unsigned")]
    [InlineData("no subject")]
    [InlineData("denied")]
    public async Task A_token_that_is_not_for_us_now_and_whole_lets_nobody_in(string fault)
    {
        await using var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider);
        var long_ago = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 900;
        provider.Lie = fault switch
        {
            "nonce" => c => c["nonce"] = "another-nonce-of-another-sign-in",
            "audience" => c => c["aud"] = "another-client",
            "issuer" => c => c["iss"] = "https://evil.example",
            "expired" => c => (c["iat"], c["exp"]) = (long_ago, long_ago + 300),
            "not yet" => c => c["nbf"] = long_ago + 3600,
            "no subject" => c => c.Remove("sub"),
            _ => null,
        };
        (provider.Kid, provider.Forge, provider.Unsigned, provider.Deny) = (fault == "unknown kid" ? "k9" : "k1", fault is "forged" or "unknown kid", fault == "unsigned", fault == "denied");
        using var browser = Trusting(house);
        var refused = await ThroughAsync(browser);
        Assert.True(refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, refused.StatusCode.ToString());
        Assert.DoesNotContain(refused.Headers.TryGetValues("Set-Cookie", out var set) ? set : [], c => c.StartsWith("monitor=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/targets")).StatusCode);
        Assert.Equal("admin", Assert.Single(await house.Ledger.UsersAsync(default)).Name);
    }

    [Fact]
    public async Task An_answer_belongs_to_the_browser_that_asked_and_counts_once()
    {
        await using var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider);
        using var victim = Trusting(house);
        using var attacker = Trusting(house);
        var asked = (await attacker.GetAsync("/signin/openid/start")).Headers.Location!;
        var back = (await attacker.GetAsync(asked)).Headers.Location!;
        Assert.Equal(HttpStatusCode.BadRequest, (await victim.GetAsync(back)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await attacker.GetAsync(new Uri(back.OriginalString.Replace("state=", "state=x", StringComparison.Ordinal)))).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await attacker.GetAsync(back)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await attacker.GetAsync(back)).StatusCode);
        Assert.Empty(provider.Refused);
    }

    [Fact]
    public async Task A_code_without_its_verifier_is_refused_by_the_provider()
    {
        await using var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider);
        using var browser = Trusting(house);
        using var other = Trusting(house);
        var back = (await browser.GetAsync((await browser.GetAsync("/signin/openid/start")).Headers.Location!)).Headers.Location!;
        var stolen = (await other.GetAsync((await other.GetAsync("/signin/openid/start")).Headers.Location!)).Headers.Location!;
        // The thief puts a stolen code into an answer of their own.
        var code = System.Web.HttpUtility.ParseQueryString(back.Query)["code"]!;
        var mine = System.Web.HttpUtility.ParseQueryString(stolen.Query)["code"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await other.GetAsync(new Uri(stolen.OriginalString.Replace(mine, code, StringComparison.Ordinal)))).StatusCode);
        Assert.Equal(["pkce"], provider.Refused);
    }

    [Fact]
    public async Task A_local_account_breaks_the_glass_when_the_provider_is_gone()
    {
        var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider);
        await provider.DisposeAsync();
        await house.PersonAsync("duty", Role.DutyOfficer);
        using var browser = Trusting(house);
        var down = await browser.GetAsync("/signin/openid/start");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Contains("暂时无法连接", await down.Content.ReadAsStringAsync());
        using var local = await house.SignedInAsync("duty");
        Assert.Equal(HttpStatusCode.OK, (await local.GetAsync("/targets")).StatusCode);
    }

    [Fact]
    public async Task Told_so_the_board_takes_no_password_of_its_own()
    {
        await using var provider = await Provider.StartAsync(certificates.Good);
        await using var house = await OpenAsync(provider, ", only: true");
        await house.PersonAsync("duty", Role.DutyOfficer);
        using var browser = Trusting(house);
        var page = await browser.GetStringAsync("/signin");
        Assert.DoesNotContain("type=\"password\"", page);
        Assert.Contains("/signin/openid/start", page);
        await ThroughAsync(browser);
        Assert.Equal(HttpStatusCode.Forbidden, (await House.PostAsync(browser, "/account", "/signin", ("name", "duty"), ("password", House.Password))).StatusCode);
    }

    [Theory]
    [InlineData("roles", "monitor-admin", Role.Admin)]
    [InlineData("roles", "nothing", null)]
    [InlineData("realm_access.roles", "{\"roles\":[\"x\",\"monitor-viewer\"]}", Role.Viewer)]
    [InlineData("realm_access.roles", "{\"roles\":\"monitor-viewer\"}", Role.Viewer)]
    [InlineData("realm_access.roles", "{\"roles\":7}", null)]
    [InlineData("realm_access.roles", "not json", null)]
    public void The_role_is_read_where_the_provider_writes_it(string claim, string value, Role? role)
    {
        var token = new ClaimsPrincipal(new ClaimsIdentity([new Claim(claim.Split('.')[0], value)]));
        var config = new OpenIdConfig { Authority = new Uri("https://login.example.cn"), ClientId = "board", RoleClaim = claim, Roles = new Dictionary<string, Role> { ["monitor-admin"] = Role.Admin, ["monitor-viewer"] = Role.Viewer } };
        Assert.Equal(role, OpenIdPeople.RoleOf(token, config));
    }

    [Theory]
    [InlineData("authority: http://login.example.cn, clientId: b, roles: { a: admin }", "board.openId.authority")]
    [InlineData("authority: https://login.example.cn, clientId: b", "board.openId.roles")]
    [InlineData("authority: https://login.example.cn, clientId: b, roles: { a: admin }, caFile: none.pem", "board.openId.caFile")]
    [InlineData("authority: https://login.example.cn, clientId: b, roles: { a: emperor }", "board.openId.roles.a")]
    public void Mistakes_are_named_where_they_stand(string written, string key)
    {
        var home = Directory.CreateTempSubdirectory("openid").FullName;
        File.WriteAllText(Path.Combine(home, "monitor.yaml"), $"board:\n  openId: {{ {written} }}\n");
        Assert.Contains(ConfigLoader.Load(home).Errors, e => e.Key == key && e.Line == 2);
        Directory.Delete(home, recursive: true);
    }

    private Task<House> OpenAsync(Provider provider, string more = "") => House.OpenAsync($$"""
        board:
          limits: { signIns: 100 }
          openId: { authority: "{{provider.Issuer}}", clientId: {{Provider.Client}}, clientSecret: "file:client.txt", caFile: ca.pem, roles: { monitor-security: security, monitor-admin: admin, monitor-viewer: viewer }{{more}} }
        """, prepare: home =>
    {
        File.WriteAllText(Path.Combine(home, "client.txt"), Provider.Secret);
        File.Copy(certificates.CaFile, Path.Combine(home, "ca.pem"));
    });

    private HttpClient Trusting(House house) => house.Browser(System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(certificates.CaFile));

    /// <summary>Board, provider, board.</summary>
    private static async Task<HttpResponseMessage> ThroughAsync(HttpClient browser, string next = "/")
    {
        var asked = await browser.GetAsync("/signin/openid/start?next=" + Uri.EscapeDataString(next));
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        var answered = await browser.GetAsync(asked.Headers.Location!);
        Assert.Equal(HttpStatusCode.Found, answered.StatusCode);
        return await browser.GetAsync(answered.Headers.Location!);
    }
}
