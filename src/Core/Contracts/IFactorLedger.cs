using Monitor.Core.Security;

namespace Monitor.Core.Contracts;

/// <summary>Second factors of people; a part of the ledger. Spending is one statement, so that of two who show the same code at once one wins, whichever replica they ask.</summary>
public interface IFactorLedger
{
    /// <summary>Puts the factor in place of an earlier one; null takes it away.</summary>
    Task SaveFactorAsync(string user, SecondFactor? factor, CancellationToken ct);

    /// <summary>False, and nothing is changed, when this step or a later one was accepted before.</summary>
    Task<bool> SpendStepAsync(string user, long step, CancellationToken ct);

    /// <summary>False when no unused recovery code of the person has this hash.</summary>
    Task<bool> SpendRecoveryAsync(string user, string hash, CancellationToken ct);
}
