using Monitor.Collectors.Probes.Tampering;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Deciding;

/// <summary>Accepts a page's changed face for the board and the command line; audited.</summary>
internal sealed class ApprovalDesk(IProbeMemory memory, ILedger ledger, TimeProvider time)
{
    private readonly TamperingApproval _approval = new(memory);

    public Task<TamperingPending?> PendingAsync(string targetId, CancellationToken ct) => _approval.PendingAsync(targetId, ct);

    /// <param name="targetId">Target of the kind tampering.</param>
    /// <param name="token">Of the look that was shown; null = the one that waits now.</param>
    /// <param name="who">Whose word it is.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<ApprovalOutcome> ApproveAsync(string targetId, string? token, string who, CancellationToken ct)
    {
        var pending = await _approval.PendingAsync(targetId, ct);
        var outcome = await _approval.ApproveAsync(targetId, token ?? pending?.Token, ct);
        if (outcome == ApprovalOutcome.Approved)
            await ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, "target.approve", targetId, $"look {pending!.Token} of {pending.At:O}: {string.Join(' ', pending.Differences.Select(d => d.Code).Distinct())}"), ct);
        return outcome;
    }
}
