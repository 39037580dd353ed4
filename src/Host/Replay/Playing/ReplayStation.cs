using Microsoft.Extensions.Logging;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Host.Configuration;
using Monitor.Host.Logging;
using Monitor.Host.Scheduling;
using Monitor.Storage;
using Monitor.Storage.Sqlite;
using Serilog.Events;

namespace Monitor.Host.Replay.Playing;

/// <summary>
/// The service itself, composed as always, with a recording for the outside world, a clock that is moved by hand, a store that lasts as long as
/// the replay, and no timetable. Nothing is delivered.
/// </summary>
internal sealed class ReplayStation : IAsyncDisposable
{
    // Author hashes never leave a replay, and the same recording must give the same ones.
    private static readonly byte[] Key = "a replay's authors"u8.ToArray();

    private readonly DirectoryInfo _home;
    private readonly ServiceProvider _services;

    private ReplayStation(DirectoryInfo home, ServiceProvider services, VirtualClock clock, Playback playback)
    {
        (_home, _services, Clock, Playback) = (home, services, clock, playback);
        Refiner = (NamingRefiner)services.GetRequiredService<IPostRefiner>();
    }

    public VirtualClock Clock { get; }

    public Playback Playback { get; }

    public NamingRefiner Refiner { get; }

    /// <summary>What the detectors said at the last look.</summary>
    public IReadOnlyList<Signal> Heard { get; private set; } = [];

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<ReplayStation> OpenAsync(MonitorConfig config, DateTimeOffset start, CancellationToken ct)
    {
        var home = Directory.CreateTempSubdirectory("monitor-replay");
        try
        {
            var (clock, playback) = (new VirtualClock(start), new Playback());
            var loggers = LogPipeline.ForCommand(LogEventLevel.Error);
            var store = await SqliteStore.OpenAsync(home.FullName, clock, loggers, ct);
            ReplayStation? station = null;
            var services = new ServiceCollection();
            services.AddLogging().AddSingleton<ILoggerFactory>(_ => loggers);
            services.AddRooms(new MonitorAppOptions { ConfigDirectory = home.FullName, Time = clock, RunLoops = false }, config, store, Key, Key);
            services.AddSingleton(playback.Kinds);
            Wrap<IAlertBook>(services, book => new ListeningBook(book, signals => station!.Heard = signals));
            Wrap<IPostRefiner>(services, refiner => new NamingRefiner(refiner, PostWindow.LookBack + TimeSpan.FromHours(1)));
            station = new ReplayStation(home, services.BuildServiceProvider(), clock, playback);
            await station.Get<StoryShelf>().WarmAsync(start, ct);
            await station.Get<PostWindow>().WarmAsync(config.Sources, config.Targets, start, ct);
            return station;
        }
        catch
        {
            home.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Get<IStore>().DisposeAsync();
        await _services.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private static void Wrap<T>(ServiceCollection services, Func<T, T> around) where T : class
    {
        var inner = services.Last(s => s.ServiceType == typeof(T)).ImplementationFactory!;
        services.AddSingleton(s => around((T)inner(s)));
    }
}
