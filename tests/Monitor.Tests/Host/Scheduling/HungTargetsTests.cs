using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host;
using Monitor.Host.Live;
using Monitor.Host.Scheduling;
using Monitor.Tests.Collectors;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

/// <summary>The whole service, with targets that take the connection and never answer.</summary>
public sealed class HungTargetsTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("hung");
    private readonly TcpListener _silent = new(IPAddress.Any, 0);

    public HungTargetsTests() => _silent.Start(512);

    [Fact]
    public async Task A_hundred_hung_targets_hold_back_neither_the_others_nor_the_judge()
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/", () => Results.Text("志愿填报")));
        Configure("judgeEvery: 1s\n");
        for (var i = 1; i <= 100; i++) Target($"hung-{i}", $"http://127.1.0.{i}:{Port}/");
        Target("sound", $"http://{site.Authority}/");
        await using var app = await OpenAsync(loops: true);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await using var changes = app.Services.GetRequiredService<ChangeBus>().SubscribeAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        while ((await ResultsAsync(app, "sound")).Count < 3) await changes.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        // None of the hung ones has come to its end meanwhile, so they were all under way.
        Assert.Empty(await ResultsAsync(app, "hung-1"));
        await app.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(1)).Token);
    }

    [Fact]
    public async Task A_host_gets_no_more_checks_at_once_than_its_limit_and_the_others_say_so()
    {
        Configure("probing: { perHost: 2 }\n");
        for (var i = 1; i <= 3; i++) Target($"hung-{i}", $"http://127.0.0.1:{Port}/");
        await using var app = await OpenAsync(loops: false);
        var loop = app.Services.GetRequiredService<ProbeLoop>();
        using var stop = new CancellationTokenSource();
        Task[] first = [loop.RunAsync("hung-1", stop.Token), loop.RunAsync("hung-2", stop.Token)];
        using var a = await _silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
        using var b = await _silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var third = await loop.RunAsync("hung-3", TestContext.Current.CancellationToken);
        Assert.Equal(ProbeState.Unknown, third!.State);
        Assert.Contains("probing.perHost", third.Message, StringComparison.Ordinal);
        Assert.False(_silent.Pending());
        await stop.CancelAsync();
        foreach (var under in first) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => under);
        var again = loop.RunAsync("hung-3", TestContext.Current.CancellationToken);
        using (var c = await _silent.AcceptSocketAsync(TestContext.Current.CancellationToken)) c.Close(0);
        Assert.Equal(ProbeState.Down, (await again)!.State);
    }

    public void Dispose()
    {
        _silent.Dispose();
        _home.Delete(recursive: true);
    }

    private int Port => ((IPEndPoint)_silent.LocalEndpoint).Port;

    private static Task<IReadOnlyList<ProbeResult>> ResultsAsync(WebApplication app, string target) =>
        app.Services.GetRequiredService<IArchive>().ProbesAsync(target, DateTimeOffset.UnixEpoch, 10, default);

    private void Configure(string more) => File.WriteAllText(Path.Combine(_home.CreateSubdirectory("config").FullName, "monitor.yaml"), more + "board: { urls: ['http://127.0.0.1:0'] }\n");

    private void Target(string id, string url) => File.WriteAllText(
        Path.Combine(_home.CreateSubdirectory("config/targets").FullName, id + ".yaml"),
        string.Create(CultureInfo.InvariantCulture, $"id: {id}\nname: {id}\nkind: http\ninterval: 1s\noptions: {{ url: '{url}', timeout: 2m }}\n"));

    private Task<WebApplication> OpenAsync(bool loops) => MonitorApp.BuildAsync(
        new MonitorAppOptions { ConfigDirectory = Path.Combine(_home.FullName, "config"), DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = loops }, default);
}
