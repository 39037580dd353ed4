using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Tests.Collectors;

namespace Monitor.EndToEnd;

/// <summary>The whole service while its own network is cut: the targets and the witness are real, and gone at once.</summary>
public sealed class OwnNetworkTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly string[] Targets = ["one", "two", "three"];

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("own-network");
    private WebSite _site = null!;
    private TcpListener _witness = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await WebSite.StartAsync(app => app.MapGet("/", () => "志愿填报"));
        _witness = new TcpListener(IPAddress.Loopback, 0);
        _witness.Start();
        var config = _home.CreateSubdirectory("config");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), $"""
            witnesses: {"{"} addresses: ["{_witness.LocalEndpoint}"], every: 100ms {"}"}
            channels:
              - {"{"} id: duty, kind: webhook, options: {"{"} url: "http://127.0.0.1:9/" {"}"} {"}"}
            """, Ct);
        foreach (var rule in new[] { "outage", "own-network", "budget-burn", "slow-hours" })
            await File.WriteAllTextAsync(Path.Combine(config.CreateSubdirectory("rules").FullName, rule + ".yaml"), $"kind: {rule}\n", Ct);
        foreach (var target in Targets)
            await File.WriteAllTextAsync(Path.Combine(config.CreateSubdirectory("targets").FullName, target + ".yaml"), $"id: {target}\nname: 系统{target}\nkind: http\ninterval: 30s\nconfirm: 3\noptions:\n  url: {_site.Url("/")}\n", Ct);
        _app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config.FullName, DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = false, Time = _time, Urls = ["http://127.0.0.1:0"] }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _site.DisposeAsync();
        _witness.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task A_cut_is_told_once_blames_no_target_costs_no_availability_and_its_end_is_told()
    {
        await RoundsAsync(5);
        Assert.Equal(0, await OpenAsync(null));

        var witness = (IPEndPoint)_witness.LocalEndpoint;
        _witness.Stop();
        await _site.DisposeAsync();
        var cut = _time.GetUtcNow();
        await RoundsAsync(6);
        foreach (var target in Targets)
        {
            var results = await Archive.ProbesAsync(target, cut, 99, Ct);
            Assert.Equal(6, results.Count);
            Assert.All(results, r => Assert.Equal((ProbeState.Unknown, ProbeResult.OwnNetwork), (r.State, r.FailedPhase)));
            Assert.StartsWith("本机网络异常", results[0].Message);
        }

        var alert = Assert.Single(await Ledger.OpenAlertsAsync(Ct));
        Assert.Equal(("own-network:own-network", Team.Security), (alert.Fingerprint, alert.Team));
        Assert.Equal(1, await OpenAsync("own-network"));
        Assert.Single(await Ledger.NoticesAsync(null, 99, Ct));
        foreach (var target in Targets)
        {
            var available = Availability.Of(new TargetDefinition { Id = target }, new ExamSeason(), await Archive.ProbeCurveAsync(target, cut.AddHours(-1), _time.GetUtcNow(), ProbeBucket.Width, Ct));
            Assert.Equal((1.0, TimeSpan.Zero), (available.Share, available.Bad));
        }

        // Our network is back, the targets are not: now they are blamed, after their own confirmations and no sooner.
        _witness = new TcpListener(witness);
        _witness.Start();
        await RoundsAsync(2);
        Assert.Equal(0, await OpenAsync("outage"));
        await RoundsAsync(1);
        Assert.Equal(3, await OpenAsync("outage"));
        await RoundsAsync(6);
        Assert.Equal(0, await OpenAsync("own-network"));
        Assert.Equal([NoticeKind.Opened, NoticeKind.Resolved], (await Ledger.NoticesAsync(null, 99, Ct)).Where(n => n.Notice.AlertId == alert.Id).OrderBy(n => n.Notice.CreatedAt).Select(n => n.Notice.Kind));
    }

    private IArchive Archive => _app.Services.GetRequiredService<IArchive>();

    private ILedger Ledger => _app.Services.GetRequiredService<ILedger>();

    private async Task<int> OpenAsync(string? kind) => (await Ledger.OpenAlertsAsync(Ct)).Count(a => kind is null || a.Kind == kind);

    private async Task RoundsAsync(int rounds)
    {
        for (var i = 0; i < rounds; i++, _time.Advance(TimeSpan.FromSeconds(30)))
        {
            foreach (var target in Targets) await _app.Services.GetRequiredService<ProbeLoop>().RunAsync(target, Ct);
            await _app.Services.GetRequiredService<JudgeLoop>().TickAsync(Ct);
        }
    }
}
