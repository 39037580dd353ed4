using Monitor.Core.Contracts;
using Monitor.Host.Models;
using Monitor.Host.Replicas;
using Monitor.Host.Scheduling;
using Monitor.Storage.Elasticsearch;

namespace Monitor.Host.Health;

/// <summary>
/// /healthz: do the loops still turn. /readyz: does the store answer as well, and has each loop ended a first turn. Models that do not load make the
/// service degraded, not unready: it goes on collecting, and another replica would fare no better. The same holds while Elasticsearch is away, and while more
/// posts come than the judge's memory holds.
/// </summary>
internal static class HealthPages
{
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(5);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", (Pulse pulse, Node node, Leadership leadership) => Answer(pulse.Stalled(), node, leadership)).AllowAnonymous();
        app.MapGet("/readyz", async (HttpContext context, Pulse pulse, ILedger ledger, IModelStatus models, PostWindow window, Node node, Leadership leadership, CancellationToken ct) =>
        {
            var troubles = pulse.Stalled().Concat(pulse.Waiting().Select(l => l + ": first turn not ended")).ToList();
            if (await StoreTroubleAsync(ledger, ct) is { } trouble) troubles.Add(trouble);
            if (troubles.Count > 0) return Answer(troubles, node, leadership);
            var degraded = new[] { ModelTrouble(models), ArchiveTrouble(context.RequestServices.GetService<ElasticStore>()), WindowTrouble(window) }.OfType<string>().ToList();
            return degraded.Count > 0 ? Results.Json(new { status = "degraded", troubles = degraded, node = Self(node, leadership) }) : Answer(troubles, node, leadership);
        }).AllowAnonymous();
    }

    private static string? ModelTrouble(IModelStatus models) =>
        models.Trouble is { } trouble ? "models: " + trouble + (models.Model is { } old ? $" {old} stays in use." : " Posts are stored unassessed until models load.") : null;

    private static string? ArchiveTrouble(ElasticStore? elastic) =>
        elastic?.State is { AwaySince: { } since } state ? $"elasticsearch: takes nothing since {since:u}; {state.Waiting} changes wait on disk. {state.Trouble}" : null;

    private static string? WindowTrouble(PostWindow window) =>
        window.CutAt is { } cut ? $"judge: {window.Held.Posts} posts are all that judgeMemory holds; looks back to {cut:u} only" : null;

    private static IResult Answer(IReadOnlyList<string> troubles, Node node, Leadership leadership) => troubles.Count == 0
        ? Results.Json(new { status = "ok", node = Self(node, leadership) })
        : Results.Json(new { status = "unhealthy", troubles, node = Self(node, leadership) }, statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>Whoever stands by is ready: it works as soon as it is needed.</summary>
    private static object? Self(Node node, Leadership leadership) =>
        node.Shared ? new { name = node.Name, roles = NodeRoles.NamesOf(node.Roles), leads = leadership.Led, standby = leadership.Standby } : null;

    private static async Task<string?> StoreTroubleAsync(ILedger ledger, CancellationToken ct)
    {
        try
        {
            await ledger.SettingAsync("health", ct).WaitAsync(StoreLimit, ct);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return "store: " + e.GetType().Name;
        }
    }
}
