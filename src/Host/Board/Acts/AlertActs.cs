using System.Globalization;
using System.Security.Claims;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Deciding;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Acts;

/// <summary>What is done to an alert, for the pages and the API: allowed by role, stored with its trace, told to every open page.</summary>
internal static class AlertActs
{
    private const int LongestReason = 200;
    private const int MostHours = 24 * 30;

    /// <summary>Somebody takes it: decided by the book. Taken already, it stays the first one's.</summary>
    public static async Task<ActEnd> AcknowledgeAsync(ClaimsPrincipal user, string id, Desk desk, IAlertBook book, ChangeBus bus, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return ActEnd.NotFound("告警");
            if (!Permissions.MayAcknowledge(user, alert)) return ActEnd.Forbidden;
            if (alert.State == AlertState.Resolved) return ActEnd.Conflict("该告警已解除，无需受理。");
            if (alert.AcknowledgedAt is not null) return ActEnd.Done;

            try
            {
                var who = user.Identity!.Name!;
                await desk.Ledger.CommitAsync(book.Acknowledge(alert, who, desk.Now) with { Acts = [new AuditEntry(desk.Now, who, "acknowledge", id, alert.Title)] }, ct);
                bus.Publish("alerts");
                return ActEnd.Done;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // The judge changed the alert between our read and our write; read it again.
            }
        }
    }

    /// <summary>Whether it was worth the call; the alert itself does not change.</summary>
    public static async Task<ActEnd> JudgeAsync(ClaimsPrincipal user, string id, string verdict, Desk desk, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return ActEnd.NotFound("告警");
        if (!Permissions.MayAcknowledge(user, alert)) return ActEnd.Forbidden;
        if (verdict is not ("right" or "false-alarm")) return ActEnd.BadInput("verdict: expected right or false-alarm");

        var who = user.Identity!.Name!;
        await desk.Ledger.SaveVerdictAsync(new AlertVerdict(id, alert.Kind, verdict == "right", who, desk.Now), ct);
        await desk.Ledger.AuditAsync(new AuditEntry(desk.Now, who, "verdict", id, verdict), ct);
        bus.Publish("verdicts");
        return ActEnd.Done;
    }

    /// <summary>Notices of its like are not wanted for a while, up to its level and for its team.</summary>
    /// <param name="scope">subject = of this kind and subject; kind = of this kind.</param>
    public static async Task<(ActEnd End, Silence? Silence)> SilenceAsync(ClaimsPrincipal user, string id, string scope, string hours, string reason, Desk desk, SilenceDesk silences, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return (ActEnd.NotFound("告警"), null);
        if (!Permissions.MayAcknowledge(user, alert)) return (ActEnd.Forbidden, null);
        if (!int.TryParse(hours, CultureInfo.InvariantCulture, out var length) || length is < 1 or > MostHours) return (ActEnd.BadInput($"hours: expected 1 to {MostHours}"), null);
        if (scope is not ("subject" or "kind")) return (ActEnd.BadInput("scope: expected subject or kind"), null);
        if (reason.Length > LongestReason) return (ActEnd.BadInput($"reason: expected at most {LongestReason} characters"), null);

        var wanted = new Silence
        {
            Id = "",
            Owner = "",
            Reason = reason,
            From = default,
            Until = default,
            Kind = alert.Kind,
            Subject = scope == "subject" ? alert.Subject : null,
            Team = alert.Team,
            UpTo = alert.Level,
        };
        var (made, problem) = await silences.AddAsync(wanted, user.Identity!.Name!, TimeSpan.FromHours(length), ct);
        if (problem is not null) return (ActEnd.BadInput(problem), null);
        bus.Publish("alerts");
        return (ActEnd.Done, made);
    }
}
