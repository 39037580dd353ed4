using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Configuration;

namespace Monitor.Host.Security;

internal enum OpenIdRefusal { None, NoSubject, NoRole, Disabled }

/// <summary>Makes a person of what a provider says. Known again by issuer and subject, never by name: names are given to others.</summary>
internal sealed class OpenIdPeople(ILedger ledger, ICurrentConfig config, TimeProvider time, SignInGate gate)
{
    // No password of ours fits it.
    private const string NoPassword = "openid";
    private const int LongestName = 60;

    // Of several roles the one with most rights; between the two teams the order is ours.
    private static readonly Role[] Most = [Role.Admin, Role.DutyOfficer, Role.Security, Role.Propaganda, Role.Viewer];

    public Task<(User? User, OpenIdRefusal Refusal)> AdmitAsync(ClaimsPrincipal token, CancellationToken ct) => gate.AloneAsync<(User?, OpenIdRefusal)>(async () =>
    {
        var provider = config.Current.Board.OpenId;
        if (provider is null || token.FindFirst("sub") is not { Value.Length: > 0 } subject) return (null, OpenIdRefusal.NoSubject);
        var identity = new OpenIdentity(subject.Issuer, subject.Value);
        var users = await ledger.UsersAsync(ct);
        var known = users.FirstOrDefault(u => u.Identity == identity);
        if (RoleOf(token, provider) is not { } role)
        {
            await AuditAsync(known?.Name ?? "unknown", "signin.no-role", identity, ct);
            // Rights taken away at the provider end what was begun with them.
            if (known is not null) await ledger.SaveUserAsync(known with { Role = Role.Viewer, Epoch = known.Epoch + 1 }, ct);
            return (null, OpenIdRefusal.NoRole);
        }

        if (known is { Disabled: true })
        {
            await AuditAsync(known.Name, "signin.locked", identity, ct);
            return (null, OpenIdRefusal.Disabled);
        }

        var user = known is not null ? known with { Role = role } : new User(NameFor(token, provider, identity, users), role, NoPassword, false, 0, null) { Identity = identity };
        if (user != known) await ledger.SaveUserAsync(user, ct);
        if (known is null) await AuditAsync(user.Name, "user.create", identity, ct);
        else if (known.Role != role) await ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), "openid", "user.role", user.Name, $"{known.Role} → {role}"), ct);
        await AuditAsync(user.Name, "signin.openid", identity, ct);
        return (user, OpenIdRefusal.None);
    }, ct);

    internal static Role? RoleOf(ClaimsPrincipal token, OpenIdConfig provider)
    {
        var mapped = Values(token, provider.RoleClaim).Where(provider.Roles.ContainsKey).Select(v => provider.Roles[v]).ToHashSet();
        return mapped.Count == 0 ? null : Most.First(mapped.Contains);
    }

    private static IEnumerable<string> Values(ClaimsPrincipal token, string claim)
    {
        var plain = token.FindAll(claim).Select(c => c.Value).ToList();
        if (plain.Count > 0 || claim.Split('.') is not [var first, .. var path] || path.Length == 0) return plain;
        return token.FindAll(first).SelectMany(c => Inside(c.Value, path));
    }

    private static List<string> Inside(string json, string[] path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var at = document.RootElement;
            foreach (var name in path)
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return [];
            return at.ValueKind switch
            {
                JsonValueKind.Array => [.. at.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)],
                JsonValueKind.String => [at.GetString()!],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>A name that is taken, by a local account too, is never shared: it gets a tail made of who the person is.</summary>
    private static string NameFor(ClaimsPrincipal token, OpenIdConfig provider, OpenIdentity identity, IReadOnlyList<User> users)
    {
        var wish = string.Concat((token.FindFirstValue(provider.NameClaim) ?? "").Where(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@')).ToLowerInvariant();
        if (wish.Length > LongestName) wish = wish[..LongestName];
        var tail = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity.Issuer + "\n" + identity.Subject)))[..8];
        if (wish.Length == 0) return "openid-" + tail;
        return users.Any(u => string.Equals(u.Name, wish, StringComparison.OrdinalIgnoreCase)) || wish is "system" or "unknown" or "openid" or "cli" ? wish + "~" + tail : wish;
    }

    private Task AuditAsync(string who, string action, OpenIdentity identity, CancellationToken ct) =>
        ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, action, who, $"{identity.Issuer} {identity.Subject}"), ct);
}
