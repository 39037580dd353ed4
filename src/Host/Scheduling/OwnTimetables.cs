using Monitor.Host.Replicas;
using Quartz;

namespace Monitor.Host.Scheduling;

/// <summary>
/// The timetables of a process that shares none, in memory. One for each kind of work, with room of its own: a hundred targets that do not answer hold a hundred
/// turns until they time out, and must hold back neither other targets nor the judge that is to tell of them.
/// </summary>
internal static class OwnTimetables
{
    /// <summary>Turns under way at once; they wait for the network and hold no thread meanwhile.</summary>
    public static int RoomOf(string timetable) => timetable switch
    {
        "monitor-probe" => 8192,
        "monitor-collect" => 256,
        _ => 16,
    };

    public static void Add(IServiceCollection services, Node node)
    {
        // Intervals are already divided by speed, so Quartz keeps the machine's clock. Named, because the clock given to an unnamed
        // scheduler takes the container's place and every loop would read it.
        foreach (var name in node.Shared ? [Timetable.Scheduler] : (IEnumerable<string>)[Timetable.Scheduler, .. Duty.ClustersOf(NodeRole.All)])
        {
            services.AddQuartz(name, q =>
            {
                q.UseTimeProvider(TimeProvider.System);
                q.UseDefaultThreadPool(RoomOf(name));
            });
        }
    }
}
