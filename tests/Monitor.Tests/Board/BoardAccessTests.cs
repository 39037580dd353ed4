using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Host.Api.Beat;
using Monitor.Host.Api.Push;
using Monitor.Host.Vantages;
using Xunit;

namespace Monitor.Tests.Board;

public sealed class BoardAccessTests
{
    private static readonly string[] Open = ["/signin", "/signin/factor", "/signin/openid/start", "/assets/{name}", "/healthz", "/readyz", "/ack/{token}", "/digest/unsubscribe", PushEndpoints.Route, BeatEndpoints.Route, VantageEndpoints.Route];

    [Fact]
    public async Task Every_endpoint_says_who_may_come()
    {
        await using var server = await District.StartAsync();
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 20);
        foreach (var endpoint in endpoints)
        {
            var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var path = endpoint.RoutePattern.RawText;
            if (anonymous) Assert.Contains(path, Open);
            else Assert.True(endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null, path + " has no authorization metadata");
        }
    }

    [Theory]
    [InlineData("/", HttpStatusCode.Found)]
    [InlineData("/posts/p1", HttpStatusCode.Found)]
    [InlineData("/audit", HttpStatusCode.Found)]
    [InlineData("/no-such-page", HttpStatusCode.Found)]
    [InlineData("/api/curve", HttpStatusCode.Unauthorized)]
    [InlineData("/live", HttpStatusCode.Unauthorized)]
    public async Task A_stranger_gets_no_further_than_the_door(string path, HttpStatusCode expected)
    {
        await using var server = await District.StartAsync();
        using var client = server.Client();
        var answer = await client.GetAsync(path);
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.Found) Assert.StartsWith("/signin?next=", answer.Headers.Location!.PathAndQuery);
    }

    [Theory]
    [InlineData(Role.Viewer, false, false, false)]
    [InlineData(Role.Propaganda, true, false, false)]
    [InlineData(Role.Security, false, true, false)]
    [InlineData(Role.DutyOfficer, true, true, false)]
    [InlineData(Role.Admin, true, true, true)]
    public async Task Each_role_does_its_own_part(Role role, bool propaganda, bool security, bool audit)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(role);
        Assert.Equal(propaganda, await TakesAsync(client, server, "a2"));
        Assert.Equal(security, await TakesAsync(client, server, "a1"));
        Assert.Equal(audit ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await client.GetAsync("/audit")).StatusCode);
        Assert.Equal((propaganda ? 1 : 0) + (security ? 1 : 0), server.Ledger.Trail.Count(e => e.Action == "acknowledge" && e.Who == role.ToString()));
    }

    [Fact]
    public async Task Network_security_and_readers_see_no_author_keys()
    {
        await using var server = await District.StartAsync();
        using var security = await server.SignedInAsync(Role.Security);
        using var propaganda = await server.SignedInAsync(Role.Propaganda);
        using var viewer = await server.SignedInAsync(Role.Viewer);
        foreach (var path in new[] { "/posts", "/posts/p1", "/stories/s1" })
        {
            Assert.DoesNotContain("feedface", await security.GetStringAsync(path));
            Assert.DoesNotContain("feedface", await viewer.GetStringAsync(path));
            Assert.Contains("feedface", await propaganda.GetStringAsync(path));
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        var posts = endpoints.Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST")).ToList();
        Assert.True(posts.Count >= 4);
        foreach (var post in posts)
        {
            var answer = await client.PostAsync(post.RoutePattern.RawText!.Replace("{id}", "a1", StringComparison.Ordinal), new FormUrlEncodedContent([]));
            // A link or a key is its own right: no cookie counts there. What is no link is not found, and who shows no key is refused.
            Assert.Equal(post.RoutePattern.RawText switch
            {
                "/ack/{token}" or "/digest/unsubscribe" => HttpStatusCode.NotFound,
                PushEndpoints.Route or BeatEndpoints.Route or VantageEndpoints.Route => HttpStatusCode.Unauthorized,
                _ => HttpStatusCode.BadRequest,
            }, answer.StatusCode);
        }

        Assert.All(server.Ledger.Alerts, a => Assert.NotEqual(AlertState.Acknowledged, a.State));
    }

    private static async Task<bool> TakesAsync(HttpClient client, BoardServer server, string id)
    {
        var before = server.Ledger.Alerts.First(a => a.Id == id).AcknowledgedBy;
        Assert.Null(before);
        var offered = (await client.GetStringAsync("/")).Contains($"/alerts/{id}/acknowledge", StringComparison.Ordinal);
        var answer = await BoardServer.PostAsync(client, "/", $"/alerts/{id}/acknowledge");
        var taken = server.Ledger.Alerts.First(a => a.Id == id).AcknowledgedBy is not null;
        Assert.Equal(taken ? HttpStatusCode.Found : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(offered, taken);
        return taken;
    }
}
