using Microsoft.AspNetCore.DataProtection;
using Monitor.Core.Security;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Configuration;
using Monitor.Host.Health;
using Monitor.Host.Logging;
using Monitor.Host.Replicas;
using Monitor.Host.Scheduling;
using Monitor.Host.Security;
using Monitor.Storage;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Postgres;
using Monitor.Storage.Sqlite;
using Serilog;

namespace Monitor.Host;

/// <summary>Composes the whole service. The command line, the demo and the tests all start from here.</summary>
internal static class MonitorApp
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(20);

    /// <exception cref="ConfigException">The config has mistakes; all of them are named.</exception>
    public static async Task<WebApplication> BuildAsync(MonitorAppOptions options, CancellationToken ct)
    {
        var config = Load(options.ConfigDirectory);
        var data = options.DataDirectory ?? config.Storage.Directory;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls([.. options.Urls ?? config.Board.Urls]);
        // Whatever clock the service has, the network's waits are the machine's.
        var pipeline = LogPipeline.Create(config.Logging, config.Storage.Archive, TimeProvider.System, options.LogsToError, options.Sinks);
        var loggers = pipeline.Loggers();
        builder.Services.AddSingleton(_ => pipeline);
        builder.Host.UseSerilog(pipeline.Logger);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = DrainLimit);

        var outpost = config.Report.To is not null;
        if (outpost && options.Roles != NodeRole.Probe)
            throw new ConfigException([new ConfigError(Path.Combine(options.ConfigDirectory, "monitor.yaml"), 0, "report.to", "a process that reports to another service only checks targets: start it with --role probe")]);
        if (options.Roles != NodeRole.All && config.Storage.Kind != StorageKind.Postgres && !outpost)
            throw new ConfigException([new ConfigError(Path.Combine(options.ConfigDirectory, "monitor.yaml"), 0, "storage.kind", $"expected postgres for a process that only does {string.Join(", ", NodeRoles.NamesOf(options.Roles))}: the embedded store serves one process, which does everything")]);
        var store = await OpenStoreAsync(config, data, options, loggers, ct);
        if (options.RunLoops && config.Storage.Archive.Kind != ArchiveKind.Elasticsearch && !await store.WithoutElasticAsync(ct))
            loggers.CreateLogger<PostgresStore>().LogWarning("Changes are still queued for Elasticsearch, because another replica is alive; stop all at once to end that");
        var elastic = config.Storage.Archive.Kind == ArchiveKind.Elasticsearch ? await ElasticStore.OpenAsync(store, config.Storage.Archive, options.Time, loggers, ct) : null;
        builder.Services.AddRooms(options, config, store, AuthorKey.Load(config, data), LinkKey.Load(config, data), elastic);
        if (config.Board.Certificate is { } certificate)
        {
            var own = new BoardCertificate(certificate, options.ConfigDirectory, loggers.CreateLogger<BoardCertificate>());
            builder.WebHost.ConfigureKestrel(k => k.ConfigureHttpsDefaults(own.Use));
        }

        builder.Services.AddBoard(config.Board.OpenId, options.ConfigDirectory);
        // What one replica signs every other one must read.
        if (store is PostgresStore) builder.Services.AddSingleton<IDataProtectionProvider>(new SharedProtection(LinkKey.Load(config, data)));
        if (options.RunLoops && elastic is not null) builder.Services.AddHostedService(_ => new SpoolLoop(elastic));
        if (options.RunLoops) builder.Services.AddLoops(options, store);
        options.Services?.Invoke(builder.Services);

        var app = builder.Build();
        // Asked for once, so that the container closes them at the end, the later first.
        _ = app.Services.GetRequiredService<LogPipeline>();
        _ = app.Services.GetRequiredService<IStore>();
        _ = app.Services.GetService<ElasticStore>();
        var current = app.Services.GetRequiredService<CurrentConfig>();
        current.Changed += () => pipeline.Levels.Apply(current.Current.Logging);
        app.MapHealth();
        if (options.Roles.Any(NodeRole.Board)) app.MapBoard();
        else app.MapFallback(() => Results.NotFound()).AllowAnonymous();
        options.Pages?.Invoke(app);
        await CreateFirstUserAsync(app, ct);
        return app;
    }

    private static async Task<IStore> OpenStoreAsync(MonitorConfig config, string data, MonitorAppOptions options, ILoggerFactory loggers, CancellationToken ct) =>
        config.Storage.Kind == StorageKind.Postgres
            ? await PostgresStore.OpenAsync(config.Storage.Postgres, loggers, ct)
            : await SqliteStore.OpenAsync(data, options.Time, loggers, ct);

    private static MonitorConfig Load(string directory)
    {
        var result = ConfigLoader.Load(directory);
        return result.Config ?? throw new ConfigException(result.Errors);
    }

    // The one place where a password is shown, and only once: to the person at the console, never to the log.
    private static async Task CreateFirstUserAsync(WebApplication app, CancellationToken ct)
    {
        var ledger = app.Services.GetRequiredService<Core.Contracts.ILedger>();
        if (app.Services.GetRequiredService<Node>().Outpost) return;
        if ((await ledger.UsersAsync(ct)).Count > 0) return;
        // Of replicas that start at once one creates the user; the lease outlasts the others' look.
        if (!await ledger.HoldAsync("first-user", app.Services.GetRequiredService<Node>().Name, TimeSpan.FromSeconds(30), TimeProvider.System.GetUtcNow(), ct)) return;
        if ((await ledger.UsersAsync(ct)).Count > 0) return;
        var password = await app.Services.GetRequiredService<IUserDoor>().CreateAsync("admin", Role.Admin, ct);
        if (password is not null) await Console.Error.WriteLineAsync($"First start: user 'admin', one-time password '{password}'. It must be changed at the first sign-in and is not shown again.");
    }
}
