using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Configuration;

namespace Monitor.Host.Board.Access;

/// <summary>Makes the signed-in identity, and makes it anew on each request so a changed role or password counts at once.</summary>
internal static class BoardPrincipal
{
    private const string Stamp = "monitor:stamp";

    public static ClaimsPrincipal Of(User user, FactorConfig factors)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Name),
            new(ClaimTypes.Name, user.Name),
            new(ClaimTypes.Role, user.Role.ToString()),
            new(Stamp, StampOf(user)),
        ];
        if (user.Identity is not null) claims.Add(new Claim(BoardPolicies.Vouched, "1"));
        if (factors.Misses(user)) claims.Add(new Claim(BoardPolicies.MustEnrol, "1"));
        if (user.MustChangePassword) claims.Add(new Claim(BoardPolicies.MustChange, "1"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, BoardPolicies.Scheme));
    }

    public static async Task RevalidateAsync(CookieValidatePrincipalContext context)
    {
        var ledger = context.HttpContext.RequestServices.GetRequiredService<ILedger>();
        var name = context.Principal?.Identity?.Name;
        var user = name is null ? null : await ledger.UserAsync(name, context.HttpContext.RequestAborted);
        if (user is null || user.Disabled || BoardSession.IsOver(context) || context.Principal!.FindFirstValue(Stamp) != StampOf(user))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(BoardPolicies.Scheme);
            return;
        }

        context.ReplacePrincipal(Of(user, context.HttpContext.RequestServices.GetRequiredService<ICurrentConfig>().Current.Board.SecondFactor));
    }

    /// <summary>Changes with the password, with the second factor and when sessions are ended; no hash and no secret leaves the store.</summary>
    public static string StampOf(User user) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{user.PasswordHash}\n{user.Epoch}\n{user.Factor?.SealedSecret}"))))[..16];
}
