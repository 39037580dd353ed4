using Monitor.Collectors.Probes.Tampering.Baseline;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tampering;

/// <summary>One difference as a person is shown it.</summary>
/// <param name="Before">Empty when there was nothing.</param>
/// <param name="After">Empty when it is gone.</param>
public sealed record TamperingDifference(string Code, FindingSeverity Severity, string What, string Before, string After);

/// <summary>A look that waits for a person's word.</summary>
/// <param name="Token">Names what was seen; approval of another look is refused.</param>
public sealed record TamperingPending(string Token, DateTimeOffset At, IReadOnlyList<TamperingDifference> Differences);

/// <summary>How an approval ended.</summary>
public enum ApprovalOutcome { Approved, NothingPending, Changed }

/// <summary>A person's word that a changed page is right: it becomes the usual face, with every sign that was shown.</summary>
public sealed class TamperingApproval(IProbeMemory memory)
{
    public const string KindName = "tampering";

    /// <returns>Null when the last look differed in nothing.</returns>
    public async Task<TamperingPending?> PendingAsync(string targetId, CancellationToken ct) =>
        await new BaselineStore(memory, targetId).PendingAsync(ct) is { } p
            ? new(p.Token, p.At, [.. p.Changes.Select(c => new TamperingDifference(c.Code, c.Severity, $"{c.Chinese} / {c.English}", c.Before, c.After))])
            : null;

    /// <param name="targetId">Target of the kind.</param>
    /// <param name="token">Of the look the person saw; null = whatever waits.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<ApprovalOutcome> ApproveAsync(string targetId, string? token, CancellationToken ct)
    {
        var store = new BaselineStore(memory, targetId);
        if (await store.PendingAsync(ct) is not { } pending) return ApprovalOutcome.NothingPending;
        if (token is not null && token != pending.Token) return ApprovalOutcome.Changed;
        var old = await store.BaselineAsync(ct) ?? new BaselineState();
        await store.KeepAsync(
            old with
            {
                Looks = Math.Max(old.Looks, 1),
                Approved = true,
                Revision = old.Revision + 1,
                Usual = pending.Look,
                Titles = [pending.Look.Title],
                Accepted = [.. old.Accepted.Union(pending.Look.Signs).TakeLast(400)],
            },
            ct);
        await store.KeepPendingAsync(null, ct);
        return ApprovalOutcome.Approved;
    }
}
