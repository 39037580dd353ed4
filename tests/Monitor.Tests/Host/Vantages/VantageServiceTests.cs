using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host;
using Monitor.Host.Configuration;
using Monitor.Host.Replicas;
using Monitor.Host.Scheduling;
using Monitor.Host.Vantages;
using Monitor.Tests.Collectors;
using Xunit;

namespace Monitor.Tests.Host.Vantages;

/// <summary>Two whole services: one judges, the other is a vantage point and reports to it.</summary>
public sealed class VantageServiceTests : IDisposable
{
    private const string Key = "a-key-of-the-mobile-network";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("vantage");

    [Fact]
    public async Task What_an_outpost_sees_arrives_once_even_when_the_service_was_away_and_the_outpost_was_killed()
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/", () => Results.Text("志愿填报")));
        Write("outpost", "", site.Authority);
        Write("centre", $"vantages: [{{ id: mobile, name: 移动网络, key: '{Env("CENTRE", Key)}' }}]\n", site.Authority);
        var port = FreePort();
        Write("outpost", $"report: {{ to: 'http://127.0.0.1:{port}', key: '{Env("OUTPOST", Key)}' }}\n", site.Authority);

        // The service is not there yet: what is seen is kept.
        await using (var outpost = await OpenAsync("outpost", NodeRole.Probe, loops: true))
        {
            await outpost.StartAsync(Ct);
            await UntilAsync(async () => (await ResultsAsync(outpost)).Count >= 3);
        }

        await using var centre = await OpenAsync("centre", NodeRole.All, loops: false, port);
        await centre.StartAsync(Ct);
        await using var again = await OpenAsync("outpost", NodeRole.Probe, loops: true);
        await again.StartAsync(Ct);
        await UntilAsync(async () => (await ResultsAsync(centre)).Count >= 5);
        await again.StopAsync(Ct);

        var (seen, arrived) = (await ResultsAsync(again), await ResultsAsync(centre));
        Assert.All(arrived, r => Assert.Equal(("mobile", ProbeState.Up), (r.Vantage, r.State)));
        Assert.Equal(arrived.Count, arrived.DistinctBy(r => r.At).Count());
        // All of the first life; of the second, what had been sent.
        Assert.Empty(arrived.Select(r => r.At).Except(seen.Select(r => r.At)));
        Assert.Superset(seen.OrderBy(r => r.At).Take(3).Select(r => r.At).ToHashSet(), arrived.Select(r => r.At).ToHashSet());
    }

    [Fact]
    public async Task A_stranger_is_refused_and_a_broken_entry_costs_itself_only()
    {
        Write("centre", $"vantages: [{{ id: mobile, name: 移动网络, key: '{Env("CENTRE", Key)}' }}]\n", "127.0.0.1:9");
        await using var centre = await OpenAsync("centre", NodeRole.All, loops: false, FreePort());
        await centre.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(centre.Urls.First()) };
        var now = TimeProvider.System.GetUtcNow();
        var body = $$"""
            [{"targetId":"filing","at":"{{now.AddMinutes(-1):O}}","state":"down","vantage":"somebody-else","failedPhase":"tls","message":"证书过期"},
             {"targetId":"filing","at":"yesterday","state":"up"}, 7, {"targetId":"filing","at":"{{now:O}}","state":"excellent"},
             {"targetId":"nobody","at":"{{now:O}}","state":"up"}, {"targetId":"filing","at":"{{now.AddHours(1):O}}","state":"up"}, {"targetId":"filing","at":"{{now.AddDays(-99):O}}","state":"up"},
             {"targetId":"filing","at":"{{now:O}}","state":"up"}]
            """;
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(http, body, "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(http, body, null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(http, "{", Key)).StatusCode);
        Assert.Empty(await ResultsAsync(centre));

        using var answer = await SendAsync(http, body, Key);
        Assert.Equal(HttpStatusCode.MultiStatus, answer.StatusCode);
        using var told = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(2, told.RootElement.GetProperty("accepted").GetInt32());
        Assert.Equal(
            [(1, "not-readable"), (2, "not-readable"), (3, "not-readable"), (4, "unknown-target"), (5, "from-the-future"), (6, "too-old")],
            told.RootElement.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("index").GetInt32(), e.GetProperty("code").GetString()!)));
        var stored = await ResultsAsync(centre);
        Assert.Equal([("mobile", ProbeState.Up, null), ("mobile", ProbeState.Down, "tls")], stored.Select(r => (r.Vantage!, r.State, r.FailedPhase)));
    }

    [Fact]
    public async Task A_vantage_point_that_falls_silent_is_told_and_told_again_when_it_is_back()
    {
        Write("centre", $"vantages: [{{ id: mobile, name: 移动网络, key: '{Env("CENTRE", Key)}', expectWithin: 5m }}]\n", "127.0.0.1:9", rules: "kind: vantage-silence\n");
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var centre = await OpenAsync("centre", NodeRole.All, loops: false, FreePort(), time);
        await centre.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new Uri(centre.Urls.First()) };
        var judge = centre.Services.GetRequiredService<JudgeLoop>();
        Assert.Empty((await judge.TickAsync(Ct)).Changed);
        time.Advance(TimeSpan.FromMinutes(6));
        var alert = Assert.Single((await judge.TickAsync(Ct)).Changed);
        Assert.Equal((AlertState.Firing, "vantage-silence", "mobile"), (alert.State, alert.Kind, alert.Subject));
        using var answer = await SendAsync(http, $$"""[{"targetId":"filing","at":"{{time.GetUtcNow():O}}","state":"up"}]""", Key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        for (var look = 0; look < 4; look++)
        {
            await judge.TickAsync(Ct);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(await centre.Services.GetRequiredService<ILedger>().OpenAlertsAsync(Ct));
    }

    [Theory]
    [InlineData("report: { to: 'http://monitor.example.cn', key: 'env:MONITOR_TEST_VANTAGE_OUTPOST' }\n", "report.to")]
    [InlineData("report: { to: 'https://monitor.example.cn' }\n", "report.key")]
    [InlineData("vantages: [{ id: a, name: A, key: 'env:MONITOR_TEST_VANTAGE_OUTPOST' }, { id: b, name: B, key: 'env:MONITOR_TEST_VANTAGE_OUTPOST' }]\n", "vantages[1].key")]
    [InlineData("vantages: [{ id: a, name: A }]\n", "vantages[0].key")]
    public void Mistakes_are_named(string text, string key)
    {
        Env("OUTPOST", Key);
        Write("wrong", text, "127.0.0.1:9");
        Assert.Contains(ConfigLoader.Load(Path.Combine(_home.FullName, "wrong")).Errors, e => e.Key == key);
    }

    [Fact]
    public async Task A_process_that_reports_does_nothing_but_check()
    {
        Write("outpost", $"report: {{ to: 'http://127.0.0.1:9', key: '{Env("OUTPOST", Key)}' }}\n", "127.0.0.1:9");
        var refused = await Assert.ThrowsAsync<ConfigException>(() => OpenAsync("outpost", NodeRole.All, loops: false));
        Assert.Contains("--role probe", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await reached()) await look.WaitForNextTickAsync(limit.Token);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, VantageEndpoints.Route) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await http.SendAsync(request, Ct);
    }

    private static Task<IReadOnlyList<ProbeResult>> ResultsAsync(WebApplication app) =>
        app.Services.GetRequiredService<IArchive>().ProbesAsync("filing", DateTimeOffset.UnixEpoch, 1000, default);

    private static string Env(string name, string value)
    {
        Environment.SetEnvironmentVariable("MONITOR_TEST_VANTAGE_" + name, value);
        return "env:MONITOR_TEST_VANTAGE_" + name;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Write(string who, string more, string authority, string? rules = null)
    {
        var config = _home.CreateSubdirectory(who);
        File.WriteAllText(Path.Combine(config.FullName, "monitor.yaml"), more);
        File.WriteAllText(Path.Combine(config.CreateSubdirectory("targets").FullName, "filing.yaml"), $"id: filing\nname: 志愿填报系统\nkind: http\ninterval: 1s\noptions: {{ url: 'http://{authority}/' }}\n");
        if (rules is not null) File.WriteAllText(Path.Combine(config.CreateSubdirectory("rules").FullName, "rule.yaml"), rules);
    }

    private Task<WebApplication> OpenAsync(string who, NodeRole roles, bool loops, int port = 0, TimeProvider? time = null) => MonitorApp.BuildAsync(
        new MonitorAppOptions
        {
            ConfigDirectory = Path.Combine(_home.FullName, who),
            DataDirectory = Path.Combine(_home.FullName, who + "-data"),
            RunLoops = loops,
            Roles = roles,
            Urls = [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")],
            Time = time ?? TimeProvider.System,
        }, default);
}
