using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Board.Access;

/// <summary>Makes the signed-in identity, and makes it anew on each request so a changed role or password counts at once.</summary>
internal static class BoardPrincipal
{
    private const string Stamp = "monitor:stamp";

    public static ClaimsPrincipal Of(User user)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Name),
            new(ClaimTypes.Name, user.Name),
            new(ClaimTypes.Role, user.Role.ToString()),
            new(Stamp, StampOf(user)),
        ];
        if (user.MustChangePassword) claims.Add(new Claim(BoardPolicies.MustChange, "1"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, BoardPolicies.Scheme));
    }

    public static async Task RevalidateAsync(CookieValidatePrincipalContext context)
    {
        var ledger = context.HttpContext.RequestServices.GetRequiredService<ILedger>();
        var name = context.Principal?.Identity?.Name;
        var user = name is null ? null : await ledger.UserAsync(name, context.HttpContext.RequestAborted);
        if (user is null || context.Principal!.FindFirstValue(Stamp) != StampOf(user))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(BoardPolicies.Scheme);
            return;
        }

        context.ReplacePrincipal(Of(user));
    }

    /// <summary>Changes with the password; the hash itself never leaves the store.</summary>
    private static string StampOf(User user) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash)))[..16];
}
