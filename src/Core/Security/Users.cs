namespace Monitor.Core.Security;

public enum Role { Viewer, Propaganda, Security, DutyOfficer, Admin }

/// <summary>A person who may sign in. <paramref name="PasswordHash"/> is a self-describing PBKDF2 string.</summary>
public sealed record User(string Name, Role Role, string PasswordHash, bool MustChangePassword, int FailedSignIns, DateTimeOffset? LockedUntil)
{
    /// <summary>Without the hash.</summary>
    public override string ToString() => $"User {Name} ({Role})";
}

/// <summary>One audited act: who did what to what, when.</summary>
public sealed record AuditEntry(DateTimeOffset At, string Who, string Action, string Subject, string? Detail);
