using System.Net;
using AngleSharp.Html.Parser;
using Monitor.Core.Security;
using Monitor.Host.Security;
using Xunit;

namespace Monitor.Tests.Board.People;

/// <summary>Set up, used and lost, as a person with a browser and a phone lives through it.</summary>
public sealed class SecondFactorTests
{
    [Fact]
    public async Task Set_up_signed_in_with_and_recovered_from()
    {
        await using var house = await House.OpenAsync();
        await house.PersonAsync("chen", Role.Security);
        using var browser = await house.SignedInAsync("chen");
        using var other = await house.SignedInAsync("chen");

        var page = await browser.GetStringAsync("/factor");
        var secret = Secret(page);
        using (var picture = new HtmlParser().ParseDocument(page)) Assert.True(picture.QuerySelectorAll("svg rect").Length > 100);
        Assert.Equal(HttpStatusCode.BadRequest, (await House.SendAsync(browser, page, "/factor", ("code", "000000"))).StatusCode);
        var done = await House.SendAsync(browser, page, "/factor", ("code", Totp.Code(secret, Step(house))));
        using var shown = new HtmlParser().ParseDocument(await done.Content.ReadAsStringAsync());
        var codes = shown.QuerySelectorAll("#recovery code").Select(c => c.TextContent).ToList();
        Assert.Equal(10, codes.Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        // Whoever was signed in elsewhere was so with the password alone.
        Assert.Equal(HttpStatusCode.Found, (await other.GetAsync("/")).StatusCode);

        using var fresh = house.Browser();
        var asked = await House.PostAsync(fresh, "/signin", "/signin", ("name", "chen"), ("password", House.Password), ("next", "/targets"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var form = await asked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Found, (await fresh.GetAsync("/")).StatusCode);
        Assert.Contains("已用过", await (await House.SendAsync(fresh, form, "/signin/factor", ("code", Totp.Code(secret, Step(house))))).Content.ReadAsStringAsync());
        house.Time.Advance(TimeSpan.FromSeconds(30));
        var entered = await House.SendAsync(fresh, form, "/signin/factor", ("code", Totp.Code(secret, Step(house))));
        Assert.Equal("/targets", entered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync("/targets")).StatusCode);

        using var lost = house.Browser();
        form = await (await House.PostAsync(lost, "/signin", "/signin", ("name", "chen"), ("password", House.Password))).Content.ReadAsStringAsync();
        Assert.Equal("/", (await House.SendAsync(lost, form, "/signin/factor", ("code", codes[4]))).Headers.Location!.OriginalString);
        using var thief = house.Browser();
        form = await (await House.PostAsync(thief, "/signin", "/signin", ("name", "chen"), ("password", House.Password))).Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await House.SendAsync(thief, form, "/signin/factor", ("code", codes[4]))).StatusCode);
        var acts = await house.ActsAsync();
        Assert.Contains("chen factor.enrol chen", acts);
        Assert.Contains("chen signin.ok-recovery chen", acts);
        Assert.Contains("chen signin.wrong-code chen", acts);
    }

    [Fact]
    public async Task The_step_between_is_worth_nothing_forged_old_or_without_a_form()
    {
        await using var house = await House.OpenAsync();
        var secret = await EnrolAsync(house, "chen", Role.Security);
        using var browser = house.Browser();
        var form = await (await House.PostAsync(browser, "/signin", "/signin", ("name", "chen"), ("password", House.Password))).Content.ReadAsStringAsync();
        house.Time.Advance(TimeSpan.FromSeconds(30));
        var code = Totp.Code(secret, Step(house));
        var forged = await House.SendAsync(browser, form, "/signin/factor", ("code", code), ("pending", "x"));
        Assert.StartsWith("/signin", forged.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/signin/factor", new FormUrlEncodedContent([KeyValuePair.Create("code", code)]))).StatusCode);

        // A new password between the steps makes the old one's proof worthless.
        var user = (await house.Ledger.UserAsync("chen", default))!;
        await house.Ledger.SaveUserAsync(user with { PasswordHash = PasswordHash.Make("another-7-hills") }, default);
        Assert.StartsWith("/signin", (await House.SendAsync(browser, form, "/signin/factor", ("code", code))).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/targets")).StatusCode);
    }

    [Fact]
    public async Task Where_it_is_required_of_a_role_nothing_is_seen_before_it_is_set_up()
    {
        await using var house = await House.OpenAsync("board: { secondFactor: { need: required, roles: [admin, security] } }");
        await house.PersonAsync("chen", Role.Security);
        await house.PersonAsync("li", Role.Viewer);
        using var browser = await house.SignedInAsync("chen");
        Assert.Equal("/factor", (await browser.GetAsync("/targets")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/curve")).StatusCode);
        var page = await browser.GetStringAsync("/factor");
        await House.SendAsync(browser, page, "/factor", ("code", Totp.Code(Secret(page), Step(house))));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/targets")).StatusCode);
        // Nor can it be taken away again, but by an administrator.
        Assert.Equal(HttpStatusCode.Conflict, (await House.PostAsync(browser, "/factor", "/factor/remove", ("code", "123456"))).StatusCode);
        using var viewer = await house.SignedInAsync("li");
        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/targets")).StatusCode);
    }

    [Fact]
    public async Task A_person_takes_their_own_away_with_a_code()
    {
        await using var house = await House.OpenAsync();
        var secret = await EnrolAsync(house, "chen", Role.Security);
        house.Time.Advance(TimeSpan.FromSeconds(30));
        using var browser = house.Browser();
        var form = await (await House.PostAsync(browser, "/signin", "/signin", ("name", "chen"), ("password", House.Password))).Content.ReadAsStringAsync();
        await House.SendAsync(browser, form, "/signin/factor", ("code", Totp.Code(secret, Step(house))));
        Assert.Equal(HttpStatusCode.BadRequest, (await House.PostAsync(browser, "/factor", "/factor/remove", ("code", "000000"))).StatusCode);
        house.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("/account", (await House.PostAsync(browser, "/factor", "/factor/remove", ("code", Totp.Code(secret, Step(house))))).Headers.Location!.OriginalString);
        Assert.Contains("未启用", await browser.GetStringAsync("/account"));
        using var plain = await house.SignedInAsync("chen");
    }

    internal static long Step(House house) => Totp.StepAt(house.Time.GetUtcNow());

    internal static async Task<byte[]> EnrolAsync(House house, string name, Role role)
    {
        await house.PersonAsync(name, role);
        using var browser = await house.SignedInAsync(name);
        var page = await browser.GetStringAsync("/factor");
        var secret = Secret(page);
        Assert.Equal(HttpStatusCode.OK, (await House.SendAsync(browser, page, "/factor", ("code", Totp.Code(secret, Step(house))))).StatusCode);
        return secret;
    }

    /// <summary>Read as a person reads it off the page into a phone.</summary>
    private static byte[] Secret(string page)
    {
        using var document = new HtmlParser().ParseDocument(page);
        var text = document.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
