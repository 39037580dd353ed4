using Monitor.Core.Security;

namespace Monitor.Host.Security;

internal enum SignInOutcome { Ok, MustChangePassword, WrongNameOrPassword, LockedOut }

internal sealed record SignInResult(SignInOutcome Outcome, User? User);

/// <summary>The only way to check or change a password. Wrong tries are counted, five lock the account for fifteen minutes; every outcome is audited.</summary>
internal interface IUserDoor
{
    Task<SignInResult> SignInAsync(string name, string password, CancellationToken ct);

    /// <summary>Null when done, else what the new password lacks, in Chinese.</summary>
    Task<string?> ChangePasswordAsync(string name, string oldPassword, string newPassword, CancellationToken ct);

    /// <summary>Creates a user with a one-time password and returns it; null when the name is taken.</summary>
    Task<string?> CreateAsync(string name, Role role, CancellationToken ct);
}
