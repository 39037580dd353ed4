using System.Net;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

public sealed class BoardDigestTests
{
    [Fact]
    public async Task The_preview_is_a_page_that_can_do_nothing_in_a_frame_of_ours()
    {
        await using var server = await District.StartAsync("<script>alert(1)</script>");
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        var page = await client.GetAsync("/digest?week=2026-W26");
        Assert.Contains("frame-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("sandbox src=\"/digest/preview?week=2026-W26\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var letter = await client.GetAsync("/digest/preview?week=2026-W26");
        Assert.Equal(HttpStatusCode.OK, letter.StatusCode);
        var csp = letter.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", csp, StringComparison.Ordinal);
        Assert.EndsWith("sandbox", csp, StringComparison.Ordinal);
        var html = await letter.Content.ReadAsStringAsync();
        Assert.Contains("2026-W26", html, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("cid:", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Security, false, true)]
    [InlineData(Role.Propaganda, true, false)]
    [InlineData(Role.Viewer, true, false)]
    [InlineData(Role.Admin, true, true)]
    public async Task Each_role_sees_its_own_letter(Role role, bool authors, bool weaknesses)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(role);
        var html = await client.GetStringAsync("/digest/preview?week=2026-W26");
        Assert.Equal(authors, html.Contains("作者", StringComparison.Ordinal));
        Assert.Equal(weaknesses, html.Contains("薄弱点", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_those_on_duty_send_and_a_foreign_post_is_refused()
    {
        await using var server = await District.StartAsync();
        using var viewer = await server.SignedInAsync(Role.Viewer);
        Assert.Equal(HttpStatusCode.Forbidden, (await BoardServer.PostAsync(viewer, "/digest", "/digest/send", ("span", "week=2026-W26"))).StatusCode);
        using var officer = await server.SignedInAsync(Role.DutyOfficer);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PostAsync("/digest/send", new FormUrlEncodedContent([KeyValuePair.Create("span", "week=2026-W26")]))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BoardServer.PostAsync(officer, "/digest", "/digest/send", ("span", "week=nonsense"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/digest?week=2026-W99")).StatusCode);
    }

    [Theory]
    [InlineData("docx", "PK")]
    [InlineData("xlsx", "PK")]
    [InlineData("eml", "From")]
    public async Task The_files_are_downloaded_and_who_took_them_is_noted(string format, string begins)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Propaganda);
        var file = await client.GetStringAsync($"/digest/file?week=2026-W26&format={format}");
        Assert.StartsWith(begins, file, StringComparison.Ordinal);
        Assert.Contains(server.Ledger.Trail, e => e is { Action: "digest.file", Who: "Propaganda" });
    }

    [Fact]
    public async Task A_person_says_where_letters_go_and_takes_it_back()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Propaganda);
        await BoardServer.PostAsync(client, "/digest", "/digest/mailbox", ("address", "li@qingwu.example"), ("weekly", "1"));
        Assert.Equal(("Propaganda", "li@qingwu.example", true, false), (server.Ledger.Mailboxes[0].User, server.Ledger.Mailboxes[0].Address, server.Ledger.Mailboxes[0].Weekly, server.Ledger.Mailboxes[0].Daily));
        Assert.Equal(HttpStatusCode.BadRequest, (await BoardServer.PostAsync(client, "/digest", "/digest/mailbox", ("address", "li"))).StatusCode);
        await BoardServer.PostAsync(client, "/digest", "/digest/mailbox", ("address", ""));
        Assert.Empty(server.Ledger.Mailboxes);
        // The trail holds the act, never the address.
        Assert.DoesNotContain(server.Ledger.Trail, e => e.Detail?.Contains('@', StringComparison.Ordinal) == true);
    }
}
