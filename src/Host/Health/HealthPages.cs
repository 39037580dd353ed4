using Monitor.Core.Contracts;
using Monitor.Host.Models;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Health;

/// <summary>
/// /healthz: do the loops still turn. /readyz: does the store answer as well, and has each loop ended a first turn. Models that do not load make the
/// service degraded, not unready: it goes on collecting, and another replica would fare no better.
/// </summary>
internal static class HealthPages
{
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(5);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", (Pulse pulse) => Answer(pulse.Stalled())).AllowAnonymous();
        app.MapGet("/readyz", async (Pulse pulse, ILedger ledger, IModelStatus models, CancellationToken ct) =>
        {
            var troubles = pulse.Stalled().Concat(pulse.Waiting().Select(l => l + ": first turn not ended")).ToList();
            if (await StoreTroubleAsync(ledger, ct) is { } trouble) troubles.Add(trouble);
            return troubles.Count == 0 && models.Trouble is { } degraded ? Degraded(models, degraded) : Answer(troubles);
        }).AllowAnonymous();
    }

    private static IResult Degraded(IModelStatus models, string trouble) => Results.Json(new
    {
        status = "degraded",
        troubles = new[] { "models: " + trouble + (models.Model is { } old ? $" {old} stays in use." : " Posts are stored unassessed until models load.") },
    });

    private static IResult Answer(IReadOnlyList<string> troubles) => troubles.Count == 0
        ? Results.Json(new { status = "ok" })
        : Results.Json(new { status = "unhealthy", troubles }, statusCode: StatusCodes.Status503ServiceUnavailable);

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
