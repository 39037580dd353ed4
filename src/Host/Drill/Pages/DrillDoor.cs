using Monitor.Core.Contracts;
using Monitor.Host.Acknowledging;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Cases;
using Monitor.Host.Configuration;
using Monitor.Host.Deciding;
using Monitor.Host.Drill.Running;
using Monitor.Host.Reports;

namespace Monitor.Host.Drill.Pages;

/// <summary>
/// People work on a drill's alerts and cases with the very pages of the true ones: when an address names something that only the drill's store knows,
/// the page reads and writes there, and says so at its head.
/// </summary>
internal static class DrillDoor
{
    private const string Item = "monitor.drill";

    private static readonly HashSet<Type> Swapped =
    [
        typeof(Desk), typeof(ILedger), typeof(IArchive), typeof(IAlertBook), typeof(ICurrentConfig), typeof(ICaseWords),
        typeof(ConcernDesk), typeof(ReportGatherer), typeof(ReportDesk), typeof(SilenceDesk), typeof(AckDesk),
    ];

    /// <summary>The drill the page belongs to; null for reality.</summary>
    public static DrillState? Of(HttpContext context) => context.Items[Item] as DrillState;

    public static async Task Apply(HttpContext context, RequestDelegate next)
    {
        if (await FindAsync(context) is { } run)
        {
            context.Items[Item] = run.State;
            var over = context.RequestServices.GetRequiredService<DrillDesk>().Running?.Id != run.State.Id;
            if (over && !HttpMethods.IsGet(context.Request.Method))
            {
                await Refusals.Conflict("该演练已结束，不能再处置。").ExecuteAsync(context);
                return;
            }

            context.RequestServices = new TwoHouses(context.RequestServices, run.Station.Services);
        }

        await next(context);
    }

    private static async Task<DrillRun?> FindAsync(HttpContext context)
    {
        if (context.Request.Path.Value?.Split('/') is not ["", var folder, { Length: > 0 } part, ..]) return null;
        if (context.RequestServices.GetService<DrillDesk>()?.Run is not { } run) return null;
        // Whoever follows a link has no session; the link itself names the alert.
        if (folder == LinkMaker.Path) (folder, part) = ("alerts", context.RequestServices.GetRequiredService<LinkToken>().Read(part)?.AlertId ?? "");
        else if (context.User.Identity?.IsAuthenticated != true) return null;
        var (ct, id) = (context.RequestAborted, Uri.UnescapeDataString(part));
        var (real, drill) = (context.RequestServices, run.Station.Services);
        // What reality knows is reality.
        return await KnowsAsync(drill, folder, id, ct) && !await KnowsAsync(real, folder, id, ct) ? run : null;
    }

    private static async Task<bool> KnowsAsync(IServiceProvider house, string folder, string id, CancellationToken ct) => folder switch
    {
        "alerts" => await house.GetRequiredService<ILedger>().AlertAsync(id, ct) is not null,
        "cases" => await house.GetRequiredService<ILedger>().CaseAsync(id, ct) is not null,
        "stories" => await house.GetRequiredService<IArchive>().StoryAsync(id, ct) is not null,
        "posts" => await house.GetRequiredService<IArchive>().PostAsync(id, ct) is not null,
        _ => false,
    };

    /// <summary>The drill's stores, everything else of the service.</summary>
    private sealed class TwoHouses(IServiceProvider real, IServiceProvider drill) : IKeyedServiceProvider
    {
        public object? GetService(Type serviceType) => (Swapped.Contains(serviceType) ? drill : real).GetService(serviceType);

        public object? GetKeyedService(Type serviceType, object? serviceKey) => real.GetKeyedServices(serviceType, serviceKey).LastOrDefault();

        public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => real.GetRequiredKeyedService(serviceType, serviceKey);
    }
}
