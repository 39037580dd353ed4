using Monitor.Host.Scheduling;
using Monitor.Storage.Postgres;
using Quartz;

namespace Monitor.Host.Replicas;

/// <summary>
/// Quartz's clustered schedulers, one for each role of this process, with their tables beside ours. They are started here, one process after the
/// other: at the first start each would create the tables.
/// </summary>
internal sealed class SharedTimetables(IServiceProvider services, PostgresStore store, Node node)
{
    public const string Prefix = "qrtz_";

    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);
    private const int Connections = 10;

    public static void Add(IServiceCollection services, PostgresStore store, Node node)
    {
        foreach (var name in Duty.ClustersOf(node.Roles))
        {
            services.AddQuartz(name, q =>
            {
                q.UseTimeProvider(TimeProvider.System);
                q.UseDefaultThreadPool(OwnTimetables.RoomOf(name));
                q.UsePersistentStore(s =>
                {
                    s.ProvisionSchema();
                    s.ConfigureStore(o => o.TablePrefix = Prefix);
                    s.UsePostgres(o => o.DataSourceFactory = _ => store.Source("monitor-jobs", Connections));
                    s.UseClustering(c => (c.CheckinInterval, c.CheckinMisfireThreshold) = (CheckIn, Late));
                });
            });
            services.AddQuartzHostedService(name, o => o.AutoStart = false);
        }

        services.AddSingleton(s => new SharedTimetables(s, store, node));
    }

    /// <summary>From here on turns that others have written down come here too, so memory must be warm.</summary>
    public Task StartAsync(CancellationToken ct) => store.AloneAsync("timetables", async () =>
    {
        foreach (var name in Duty.ClustersOf(node.Roles))
        {
            var scheduler = await services.GetRequiredKeyedService<ISchedulerFactory>(name).GetScheduler(ct);
            await scheduler.Start(ct);
        }
    }, ct);
}
