using System.Net;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Board;

/// <summary>The page 送达: how channels stand, what did not get through, and who may send it again.</summary>
public sealed class BoardDeliveryTests
{
    private const string Subject = "[新提示] 志愿填报系统无法访问";

    [Fact]
    public async Task Channels_stand_there_with_what_waits_and_what_they_last_said()
    {
        await using var server = await StartAsync();
        server.Ledger.Channels.Add(new ChannelStanding("mail", 3, District.Now.AddHours(-2), WarningLevel.Orange, 1, "451 <later>", District.Now.AddMinutes(-5), NoticeStatus.Waiting, District.Now.AddDays(-1)));
        using var client = await server.SignedInAsync(Role.Viewer);
        var page = await client.GetStringAsync("/deliveries");
        Assert.Contains("451 &lt;later&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" class=\"num\">等待</th>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("补发</button>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_stand_above_every_page_until_they_are_seen_to()
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        Assert.Contains("有 2 条通知未能送达", await client.GetStringAsync("/"), StringComparison.Ordinal);
        var answer = await BoardServer.PostAsync(client, "/deliveries", "/deliveries/resend", ("id", "n1"));
        Assert.Equal((HttpStatusCode.Found, "/deliveries"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        answer = await BoardServer.PostAsync(client, "/deliveries", "/deliveries/aside", ("id", "letter"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.DoesNotContain("通知未能送达", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal([("DutyOfficer", "notice-resend", "n1"), ("DutyOfficer", "notice-aside", "letter")], server.Ledger.Trail.Where(t => t.Action.StartsWith("notice-", StringComparison.Ordinal)).Select(t => (t.Who, t.Action, t.Subject)));
        answer = await BoardServer.PostAsync(client, "/deliveries", "/deliveries/resend", ("id", "n1"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData(Role.Viewer, "n1", false)]
    [InlineData(Role.Propaganda, "n1", false)]
    [InlineData(Role.Security, "n1", true)]
    [InlineData(Role.Security, "letter", false)]
    [InlineData(Role.DutyOfficer, "letter", true)]
    public async Task Only_those_who_take_the_alert_or_are_on_duty_send_it_again(Role role, string id, bool may)
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(role);
        var answer = await BoardServer.PostAsync(client, "/password", "/deliveries/resend", ("id", id));
        Assert.Equal(may ? HttpStatusCode.Found : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(may, server.Ledger.Dead.TrueForAll(d => d.Id != id));
    }

    [Fact]
    public async Task All_of_a_channel_is_all_of_it_that_the_person_may_send()
    {
        await using var server = await StartAsync(restricted: true);
        using var client = await server.SignedInAsync(Role.DutyOfficer);
        await BoardServer.PostAsync(client, "/deliveries", "/deliveries/resend", ("channel", "mail"));
        Assert.Equal(["n1"], server.Ledger.Dead.Select(d => d.Id));
    }

    [Fact]
    public async Task Without_its_token_nothing_is_sent()
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        var answer = await client.PostAsync("/deliveries/resend", new FormUrlEncodedContent([KeyValuePair.Create("id", "n1")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(2, server.Ledger.Dead.Count);
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Security, false)]
    [InlineData(Role.DutyOfficer, false)]
    [InlineData(Role.Propaganda, true)]
    [InlineData(Role.Admin, true)]
    public async Task What_is_restricted_shows_its_text_only_to_those_with_the_right(Role role, bool sees)
    {
        await using var server = await StartAsync(restricted: true);
        server.Ledger.Dead.Add(new DeadLetter("brief", "mail", Some.Notice("brief") with { AlertId = null, Kind = NoticeKind.Brief, Subject = "日报标题" }, "550 no", District.Now, "sms"));
        using var client = await server.SignedInAsync(role);
        var page = await client.GetStringAsync("/deliveries");
        Assert.Equal(sees, page.Contains(Subject, StringComparison.Ordinal));
        Assert.Equal(!sees, page.Contains("新告警（内容受限）", StringComparison.Ordinal));
        Assert.Contains("周报标题", page, StringComparison.Ordinal);
        Assert.Contains("日报标题", page, StringComparison.Ordinal);
    }

    private static async Task<BoardServer> StartAsync(bool restricted = false)
    {
        var server = await BoardServer.StartAsync(District.Config, District.Now);
        server.Ledger.Alerts.Add(Some.Alert("a1") with { Restricted = restricted, Team = restricted ? Team.Propaganda : Team.Security });
        server.Ledger.Dead.Add(new DeadLetter("n1", "mail", Some.Notice("n1") with { Subject = Subject }, "550 no such user", District.Now, null));
        server.Ledger.Dead.Add(new DeadLetter("letter", "mail", Some.Notice("letter") with { AlertId = null, Kind = NoticeKind.Digest, Subject = "周报标题" }, "550 no", District.Now, "sms"));
        return server;
    }
}
