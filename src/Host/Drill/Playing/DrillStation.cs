using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitor.Alerts;
using Monitor.Alerts.Outbox;
using Monitor.Core.Contracts;
using Monitor.Host.Acknowledging;
using Monitor.Host.Board;
using Monitor.Host.Configuration;
using Monitor.Host.Deciding;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Host.Replay.Playing;
using Monitor.Host.Reports;
using Monitor.Host.Scheduling;
using Monitor.Storage;
using Monitor.Storage.Sqlite;

namespace Monitor.Host.Drill.Playing;

/// <summary>What a drill shares with the service it runs in; a rehearsal has none of it.</summary>
/// <param name="Models">The models in force.</param>
/// <param name="Notifying">Client and rate buckets: a robot's limit is one, whoever speaks through it.</param>
/// <param name="Bus">Open pages.</param>
/// <param name="Ledger">The real outbox, which goes first.</param>
/// <param name="Links">What signs links, so that people acknowledge an exercise as they would the true thing.</param>
internal sealed record DrillHost(ModelsInUse Models, NotifierServices Notifying, ChangeBus Bus, ILedger Ledger, LinkToken Links);

/// <summary>
/// The service once more, composed as always, with a scenario for the outside world and a store of its own. The wall between exercise and reality is that
/// store: no statistic, window, story, cap or outbox of the service can meet what is in here, and nothing leaves it but through <see cref="DrillNotifier"/>.
/// </summary>
internal sealed class DrillStation : IAsyncDisposable
{
    // Author hashes never leave a drill.
    private static readonly byte[] Key = "a drill's authors"u8.ToArray();

    private readonly ServiceProvider _services;

    private DrillStation(ServiceProvider services, Playback playback, MonitorConfig config) => (_services, Playback, Config) = (services, playback, config);

    public Playback Playback { get; }

    public MonitorConfig Config { get; }

    public ILedger Ledger => Get<ILedger>();

    public IServiceProvider Services => _services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <param name="config">As DrillConfig makes it.</param>
    /// <param name="options">Whose clock, and whose data directory the models are in.</param>
    /// <param name="home">Folder of the drill's store.</param>
    /// <param name="loggers">Where it is logged.</param>
    /// <param name="host">The service it runs in; null = a rehearsal.</param>
    public static async Task<DrillStation> OpenAsync(MonitorConfig config, MonitorAppOptions options, string home, ILoggerFactory loggers, DrillHost? host, CancellationToken ct)
    {
        var playback = new Playback();
        var store = await SqliteStore.OpenAsync(home, options.Time, loggers, ct);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(loggers);
        services.AddRooms(options with { RunLoops = false, Speed = 1, Services = null, Pages = null }, config, store, Key, Key);
        services.AddSingleton(playback.Kinds);
        services.TryAddSingleton(options.Time);
        services.AddSingleton<Desk>().AddSingleton<ConcernDesk>().AddSingleton<ReportGatherer>().AddSingleton<ReportDesk>().AddSingleton<SilenceDesk>().AddSingleton<AckDesk>();
        var book = services.Last(s => s.ServiceType == typeof(IAlertBook)).ImplementationFactory!;
        services.AddSingleton<IAlertBook>(s => new DrillBook((IAlertBook)book(s)));
        var gate = host is null ? null : new DrillGate(host.Ledger, config, options.Time);
        services.AddSingleton(s => new OutboxPump(store.Ledger, Outlets(s, config, gate), options.Time, Chance.FromSystem(), s.GetRequiredService<ILogger<OutboxPump>>(), () => config.Channels));
        if (host is not null) services.AddSingleton(host.Models).AddSingleton(host.Notifying).AddSingleton(host.Bus).AddSingleton(host.Links);
        return new DrillStation(services.BuildServiceProvider(), playback, config);
    }

    /// <summary>What was known before the first event: official words to hold claims against, people to hand cases to; each source's first read is its past.</summary>
    public async Task WarmAsync(IArchive? archive, ILedger? ledger, CancellationToken ct)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        if (archive is not null)
        {
            var since = now - Config.Storage.KeepFacts;
            await Get<IArchive>().SaveOfficialAsync(await archive.FactsAsync(since, ct), await archive.RebuttalsAsync(since, ct), ct);
        }

        if (ledger is not null)
            foreach (var user in await ledger.UsersAsync(ct)) await Ledger.SaveUserAsync(user with { PasswordHash = "" }, ct);
        await Get<FactShelf>().WarmAsync(now, ct);
        foreach (var source in Config.Sources) await Get<CollectLoop>().RunAsync(source.Id, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Get<OutboxPump>().DrainAsync(new CancellationToken(canceled: true));
        await Get<IStore>().DisposeAsync();
        await _services.DisposeAsync();
    }

    // Without a gate nothing is ever pumped: a rehearsal has no way out at all.
    private static Dictionary<string, INotifier> Outlets(IServiceProvider services, MonitorConfig config, IDrillGate? gate) => gate is null ? []
        : services.GetRequiredService<Parts>().Now().Notifiers.ToDictionary(
            n => n.Key, INotifier (n) => new DrillNotifier(n.Value, config.Channels.First(c => c.Id == n.Key).Language, gate), StringComparer.Ordinal);
}
