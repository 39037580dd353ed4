using Monitor.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Acknowledging;
using Monitor.Host.Configuration;
using Monitor.Host.Drill.Playing;
using Monitor.Host.Drill.Reporting;
using Monitor.Host.Live;
using Monitor.Host.Models;

namespace Monitor.Host.Drill.Running;

/// <summary>Opens a drill's store and closes its book: farewell, report, trail. Closing again what a crash had closed half does no harm.</summary>
internal sealed class DrillKeeper(
    ICurrentConfig config, ILedger ledger, IArchive archive, ModelsInUse models, NotifierServices notifying, ChangeBus bus, LinkToken links,
    MonitorAppOptions options, ILoggerFactory loggers)
{
    private const int KeptStores = 5;

    public DrillBoxes Boxes { get; } = new(ledger);

    private string Folder => Path.Combine(options.DataDirectory ?? config.Current.Storage.Directory, "drills");

    public async Task<DrillStation> OpenAsync(DrillState state, bool fresh, CancellationToken ct)
    {
        var home = Path.Combine(Folder, state.Id);
        if (fresh) Tidy();
        Directory.CreateDirectory(home);
        var settings = options with { DataDirectory = options.DataDirectory ?? config.Current.Storage.Directory };
        var station = await DrillStation.OpenAsync(
            DrillConfig(state), settings, home, loggers, new DrillHost(models, notifying, bus, ledger, links), ct);
        if (fresh) await station.WarmAsync(archive, ledger, ct);
        return station;
    }

    public bool HasStore(DrillState state) => File.Exists(Path.Combine(Folder, state.Id, "monitor.db"));

    public async Task BeginAsync(DrillState state, CancellationToken ct)
    {
        await Boxes.StateAsync(state, ct);
        await ledger.AuditAsync(new AuditEntry(state.StartedAt, state.By, "drill-start", state.Id, $"{state.Scenario.Id}; channels: {(state.Channels.Count == 0 ? "all" : string.Join(',', state.Channels))}"), ct);
        bus.Publish("drills");
    }

    /// <param name="state">With its ending.</param>
    /// <param name="drill">The drill's own ledger; null when its store is gone, and then every channel it was meant for is told.</param>
    public async Task<DrillState> EndAsync(DrillState state, ILedger? drill, CancellationToken ct)
    {
        var channels = drill is not null ? await DrillFarewell.ReachedAsync(drill, ct)
            : state.Channels.Count > 0 ? state.Channels : [.. config.Current.Channels.Select(c => c.Id)];
        var farewells = DrillFarewell.To(state, config.Current, channels, state.EndedAt!.Value);
        if (farewells.Count > 0) await ledger.CommitAsync(new JudgeOutcome { Notices = farewells }, ct);
        if (drill is not null) await Boxes.SaveAsync(await DrillReporter.ComposeAsync(state, drill, config.Current.Drills, ct), ct);
        await ledger.AuditAsync(new AuditEntry(state.EndedAt!.Value, state.EndedBy ?? state.By, "drill-end", state.Id, state.EndReason.ToString()), ct);
        // Last: until here a crash makes the next start do all of this again.
        await Boxes.StateAsync(state, ct);
        bus.Publish("drills");
        bus.Publish("notices");
        return state;
    }

    private MonitorConfig DrillConfig(DrillState state) => Scenarios.DrillConfig.With(config.Current, state.Scenario, state.Channels);

    /// <summary>Old stores hold nothing their reports do not.</summary>
    private void Tidy()
    {
        if (!Directory.Exists(Folder)) return;
        foreach (var old in new DirectoryInfo(Folder).GetDirectories().OrderByDescending(d => d.Name, StringComparer.Ordinal).Skip(KeptStores - 1)) old.Delete(recursive: true);
    }
}
