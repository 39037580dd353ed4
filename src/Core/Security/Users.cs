namespace Monitor.Core.Security;

public enum Role { Viewer, Propaganda, Security, DutyOfficer, Admin }

/// <summary>A person who may sign in. <paramref name="PasswordHash"/> is a self-describing PBKDF2 string.</summary>
public sealed record User(string Name, Role Role, string PasswordHash, bool MustChangePassword, int FailedSignIns, DateTimeOffset? LockedUntil)
{
    /// <summary>Another number ends every session the person has.</summary>
    public int Epoch { get; init; }

    /// <summary>Shut out by an administrator, until let in again.</summary>
    public bool Disabled { get; init; }

    /// <summary>Who vouches for the person in place of a password of ours.</summary>
    public OpenIdentity? Identity { get; init; }

    /// <summary>Null where the password is enough. Read with the user, but kept by <see cref="Contracts.IFactorLedger"/>.</summary>
    public SecondFactor? Factor { get; init; }

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"User {Name} ({Role})";
}

/// <summary>One audited act: who did what to what, when.</summary>
public sealed record AuditEntry(DateTimeOffset At, string Who, string Action, string Subject, string? Detail);

/// <summary>A person as an OpenID provider knows them: the pair never changes, names may.</summary>
public sealed record OpenIdentity(string Issuer, string Subject);

/// <summary>A time-based one-time code (RFC 6238) a person has confirmed.</summary>
/// <param name="SealedSecret">Encrypted; the store never sees the secret.</param>
/// <param name="LastStep">Time step of the last code that was accepted; none up to it is accepted again.</param>
/// <param name="RecoveryHashes">Of the recovery codes not yet used.</param>
public sealed record SecondFactor(string SealedSecret, long LastStep, IReadOnlyList<string> RecoveryHashes)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"SecondFactor ({RecoveryHashes.Count} recovery codes)";
}
