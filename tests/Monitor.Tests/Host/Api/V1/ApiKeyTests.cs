using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Security;
using Monitor.Host.Api.Keys;
using Monitor.Host.Api.V1;
using Monitor.Tests.Board;
using Xunit;

namespace Monitor.Tests.Host.Api.V1;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task A_key_is_kept_as_its_hash_and_opens_no_page()
    {
        await using var server = await District.StartAsync();
        using var tool = await server.WithKeyAsync(Role.Admin);
        var key = tool.DefaultRequestHeaders.Authorization!.Parameter!;
        var kept = Assert.Single(server.Ledger.ApiKeys);
        Assert.StartsWith("mk_", key, StringComparison.Ordinal);
        Assert.Equal((ApiKeyDoor.HashOf(key), key[..9], 46), (kept.Hash, kept.Start, key.Length));
        Assert.DoesNotContain(server.Ledger.Trail, e => $"{e.Subject}{e.Detail}".Contains(key[9..], StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Found, (await tool.GetAsync("/alerts")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await tool.PostAsync("/alerts/a1/acknowledge", new FormUrlEncodedContent([]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await tool.GetAsync(ApiV1.Document)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_or_expired_key_opens_nothing_from_the_next_request_on()
    {
        await using var server = await District.StartAsync();
        using var revoked = await server.WithKeyAsync(Role.Viewer, name: "one");
        using var short_ = await server.WithKeyAsync(Role.Viewer, District.Now.AddHours(1), "two");
        Assert.Equal(HttpStatusCode.OK, (await revoked.GetAsync("/api/v1/alerts")).StatusCode);
        Assert.True(await server.Services.GetRequiredService<ApiKeyDoor>().RevokeAsync("one", "test", default));
        await (await revoked.GetAsync("/api/v1/alerts")).ProblemAsync(401);
        Assert.Equal(HttpStatusCode.OK, (await short_.GetAsync("/api/v1/alerts")).StatusCode);
        ((FakeTimeProvider)server.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromHours(1));
        await (await short_.GetAsync("/api/v1/alerts")).ProblemAsync(401);
        Assert.Equal(["key.create", "key.create", "key.revoke"], server.Ledger.Trail.Where(e => e.Action.StartsWith("key.", StringComparison.Ordinal)).Select(e => e.Action).Order());
    }

    [Fact]
    public async Task When_it_was_last_used_is_written_at_most_once_a_minute()
    {
        await using var server = await District.StartAsync();
        using var tool = await server.WithKeyAsync(Role.Viewer);
        var time = (FakeTimeProvider)server.Services.GetRequiredService<TimeProvider>();
        List<DateTimeOffset?> used = [];
        foreach (var wait in new[] { 0, 59, 1 })
        {
            time.Advance(TimeSpan.FromSeconds(wait));
            await tool.GetAsync("/api/v1/alerts");
            used.Add(server.Ledger.ApiKeys[0].LastUsed);
        }

        Assert.Equal([District.Now, District.Now, District.Now.AddSeconds(60)], used);
    }

    [Theory]
    [InlineData("Bearer mk_nobody")]
    [InlineData("Bearer ")]
    [InlineData("Basic bWtfbm9ib2R5Og==")]
    [InlineData("mk_nobody")]
    public async Task What_is_no_key_in_force_is_answered_alike(string header)
    {
        await using var server = await District.StartAsync();
        using var client = server.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        Assert.Equal("expected the header Authorization: Bearer, with an API key in force", await (await client.GetAsync("/api/v1/alerts")).ProblemAsync(401));
    }

    [Fact]
    public async Task Each_key_has_its_own_limit()
    {
        await using var server = await District.StartAsync();
        using var busy = await server.WithKeyAsync(Role.Viewer, name: "busy");
        using var calm = await server.WithKeyAsync(Role.Viewer, name: "calm");
        for (var i = 0; i < ApiV1.MostAMinute; i++) Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/api/v1/silences")).StatusCode);
        var refused = await busy.GetAsync("/api/v1/silences");
        await refused.ProblemAsync(429);
        Assert.Equal(TimeSpan.FromSeconds(60), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await calm.GetAsync("/api/v1/silences")).StatusCode);
    }

    [Theory]
    [InlineData("Grafana")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("taken")]
    public async Task A_name_is_plain_and_stands_for_one_key(string name)
    {
        await using var server = await District.StartAsync();
        var door = server.Services.GetRequiredService<ApiKeyDoor>();
        await door.CreateAsync("taken", Role.Viewer, null, "test", default);
        var (key, problem) = await door.CreateAsync(name, Role.Viewer, null, "test", default);
        Assert.True(key is null && problem is not null);
        Assert.NotNull((await door.CreateAsync("late", Role.Viewer, District.Now, "test", default)).Problem);
    }
}
