using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;

namespace Monitor.Host.Board.Pages;

/// <summary>
/// Who has shown the right password and not yet the code: carried by the form itself, sealed, for five minutes, and worth nothing once the person's
/// stamp has changed. So there is nothing to keep between two replicas, and no half signed-in cookie.
/// </summary>
internal sealed class PendingSignIn(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("sign-in waiting for its code").ToTimeLimitedDataProtector();

    public string Of(User user) => _seal.Protect(BoardPrincipal.StampOf(user) + user.Name, Lasts);

    /// <summary>The name and the stamp it had; null for what is forged or too old.</summary>
    public (string Name, string Stamp)? Read(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) || _seal.Unprotect(text) is not { Length: > 16 } plain ? null : (plain[16..], plain[..16]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
