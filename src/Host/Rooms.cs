using Monitor.Alerts;
using Monitor.Alerts.Decide;
using Monitor.Alerts.Outbox;
using Monitor.Alerts.Rate;
using Monitor.Analysis;
using Monitor.Analysis.Duplicates;
using Monitor.Collectors;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.Probes.Witnessing;
using Monitor.Core.Contracts;
using Monitor.Host.Acknowledging;
using Monitor.Host.Cases;
using Monitor.Host.Configuration;
using Monitor.Host.Deliveries;
using Monitor.Host.Digests;
using Monitor.Host.Drill.Running;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Host.Replicas;
using Monitor.Host.Scheduling;
using Monitor.Host.Security;
using Monitor.Host.Vantages;
using Monitor.Host.Weaknesses;
using Monitor.Storage;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Postgres;
using Quartz;

namespace Monitor.Host;

/// <summary>Which part stands in which room. Read top to bottom it is the data path.</summary>
internal static class Rooms
{
    public static void AddRooms(this IServiceCollection services, MonitorAppOptions options, MonitorConfig config, IStore store, byte[] authorKey, byte[] linkKey, ElasticStore? elastic = null)
    {
        var node = store is PostgresStore ? Node.Of(options.Roles, shared: true) : Node.Alone with { Roles = options.Roles };
        services.AddSingleton(node).AddSingleton(options).AddSingleton(options.Time).AddSingleton<ChangeBus>();
        // With a fast clock the limits of a stalled loop must still be those of the machine.
        services.AddSingleton(new Pulse(options.Speed == 1 ? options.Time : TimeProvider.System));
        services.AddSingleton(s => new CurrentConfig(config, () => ConfigLoader.Load(options.ConfigDirectory), s.GetRequiredService<ILogger<CurrentConfig>>()));
        services.AddSingleton<ICurrentConfig>(s => s.GetRequiredService<CurrentConfig>());

        services.AddSingleton(_ => store);
        services.AddSingleton<IArchive>(_ => elastic?.Archive ?? store.Archive).AddSingleton<ILedger>(_ => store.Ledger);
        if (elastic is not null) services.AddSingleton(_ => elastic);
        services.AddSingleton(OutsideKinds.Shipped);
        services.AddSingleton(new SignInClock(TimeProvider.System)).AddSingleton(_ => new FactorSeal(linkKey)).AddSingleton<SignInGate>().AddSingleton<FactorDoor>();
        services.AddSingleton<UserDoor>().AddSingleton<IUserDoor>(s => s.GetRequiredService<UserDoor>());

        services.AddSingleton(s => new HttpDoor(Fetching.Settings(config.Fetch), options.Time, s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(s => new CollectorServices(s.GetRequiredService<HttpDoor>(), options.Time, s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IProbeMemory, LedgerProbeMemory>();
        services.AddSingleton(s => new ProbeServices(options.Time, s.GetRequiredService<ILoggerFactory>(), s.GetRequiredService<IProbeMemory>()));
        services.AddSingleton<IPostRefiner>(_ => new PostRefiner(authorKey));
        services.AddSingleton(s => new ModelStore(options.DataDirectory ?? config.Storage.Directory, () => s.GetRequiredService<ICurrentConfig>().Current.Models.Transformer));
        services.AddSingleton<ModelsInUse>().AddSingleton<IAssessor>(s => s.GetRequiredService<ModelsInUse>());
        services.AddSingleton<BacklogPass>().AddSingleton<DriftKeeper>().AddSingleton<ModelLoop>().AddSingleton<ModelSwitch>().AddSingleton<IModelStatus, ModelStatus>();
        services.AddSingleton<IStoryFolder>(_ => new StoryFolder());
        services.AddSingleton<StoryShelf>().AddSingleton<StoryTeller>().AddSingleton<FactShelf>().AddSingleton<Intake>().AddSingleton<PostWindow>().AddSingleton<Rejudger>().AddSingleton<Parts>();

        services.AddSingleton(s => new NotifierServices(options.Time, s.GetRequiredService<ILoggerFactory>(), new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan }, new RateBook(Chance.FromSystem())));
        services.AddSingleton(s => new CurrentAlertBook(s.GetRequiredService<ICurrentConfig>(), (c, memory) => Book(c, s.GetRequiredService<CurrentWriter>(), memory)));
        services.AddSingleton<IAlertBook>(s => s.GetRequiredService<CurrentAlertBook>());
        services.AddSingleton(_ => new LinkToken(linkKey)).AddSingleton<CurrentWriter>();
        services.AddSingleton<CurrentNotifiers>().AddSingleton<ChannelTestDesk>();
        services.AddSingleton(s => new OutboxPump(store.Ledger, s.GetRequiredService<CurrentNotifiers>(), options.Time, Chance.FromSystem(), s.GetRequiredService<ILogger<OutboxPump>>(), () => s.GetRequiredService<ICurrentConfig>().Current.Channels));
        services.AddSingleton(s => new Witnesses(options.Time)).AddSingleton<OwnNetworkWatch>();
        services.AddSingleton<CollectLoop>().AddSingleton<GoneWatch>().AddSingleton<WeaknessRegister>().AddSingleton<HostGates>().AddSingleton<ReportQueue>().AddSingleton<VantageBook>().AddSingleton<ProbeLoop>().AddSingleton<JudgeLoop>().AddSingleton<DeliverLoop>();
        services.AddSingleton(new DigestLinks(linkKey)).AddSingleton<DigestGatherer>().AddSingleton<DigestDesk>().AddSingleton<DigestLoop>().AddSingleton<PruneLoop>();
        services.AddSingleton<CaseWords>().AddSingleton<ICaseWords>(s => s.GetRequiredService<CaseWords>()).AddSingleton<CaseLoop>();
        services.AddSingleton<DrillKeeper>().AddSingleton<DrillDesk>();
        services.AddSingleton<ILeaseLedger>(_ => store.Ledger).AddSingleton<Leadership>().AddSingleton<CatchUp>();
    }

    public static void AddLoops(this IServiceCollection services, MonitorAppOptions options, IStore store)
    {
        services.AddSingleton<Timetable>().AddSingleton<Recollection>();
        var node = (Node)services.Last(s => s.ServiceType == typeof(Node)).ImplementationInstance!;
        OwnTimetables.Add(services, node);
        if (store is PostgresStore shared)
        {
            services.AddSingleton(shared.Wire).AddHostedService<ChangeRelay>();
            SharedTimetables.Add(services, shared, node);
        }

        if (node.Outpost) services.AddHostedService<ReportLoop>();
        services.AddHostedService<LoopStarter>();
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHostedService(s => s.GetRequiredService<DrillDesk>());
        services.AddHostedService(s => new ConfigWatcher(options.ConfigDirectory, s.GetRequiredService<CurrentConfig>(), options.Time));
        services.AddHostedService(s => new LeaseKeeper(s.GetRequiredService<Leadership>(), node, s.GetRequiredService<Recollection>().Charges, s.GetRequiredService<ILogger<LeaseKeeper>>()));
    }

    private static AlertBook Book(MonitorConfig config, CurrentWriter writer, BookMemory memory) => new(
        new AlertBookOptions { IssueAutomatically = config.IssueAutomatically, Rules = config.Alerting, Targets = TargetPlanner.Of(config) },
        config.Channels, writer.For(config).Voice, memory);
}
