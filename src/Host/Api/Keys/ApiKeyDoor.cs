using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Storage;

namespace Monitor.Host.Api.Keys;

/// <summary>Makes API keys, ends them, and knows them again. A key is shown once and kept as its SHA-256.</summary>
internal sealed partial class ApiKeyDoor(ILedger ledger, TimeProvider time, ILogger<ApiKeyDoor> log)
{
    public const string Prefix = "mk_";
    private const int SecretBytes = 32;
    private const int StartLength = 9;
    private const int Longest = 100;
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(1);

    /// <returns>The key, for this once; or what is wrong with the wish.</returns>
    public async Task<(string? Key, string? Problem)> CreateAsync(string name, Role role, DateTimeOffset? expires, string who, CancellationToken ct)
    {
        if (!Name().IsMatch(name)) return (null, $"expected a name of lower-case letters, digits and dashes, at most 63, found '{name}'");
        var now = time.GetUtcNow();
        if (expires <= now) return (null, "it would have expired already");
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var kept = new ApiKey(name, role, HashOf(key), key[..StartLength], now, who, expires);
        var stored = await ledger.AddApiKeyAsync(kept, new AuditEntry(now, who, "key.create", name, $"{role}, {(expires is { } end ? "until " + end.ToString("O") : "no end")}"), ct);
        return stored ? (key, null) : (null, $"there is, or was, a key '{name}': a name stands for one key for good");
    }

    /// <returns>False when there is no such key in force.</returns>
    public Task<bool> RevokeAsync(string name, string who, CancellationToken ct) =>
        ledger.RevokeApiKeyAsync(name, new AuditEntry(time.GetUtcNow(), who, "key.revoke", name, null), ct);

    /// <summary>Read from the store each time, so that a key revoked by another process opens nothing from then on.</summary>
    /// <returns>The key in force, or null, whatever the reason.</returns>
    public async Task<ApiKey?> EnterAsync(string shown, CancellationToken ct)
    {
        if (shown.Length > Longest || !shown.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var hash = HashOf(shown);
        // Found by the hash of the secret; what time that takes tells nothing of the secret. Compared whole besides.
        if (await ledger.ApiKeyAsync(hash, ct) is not { } key || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(key.Hash))) return null;
        var now = time.GetUtcNow();
        if (!key.IsGoodAt(now)) return null;
        if (!(now - key.LastUsed < NoteEvery)) await NoteAsync(key, now, ct);
        return key;
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    // When it was last used helps people tidy up; it is no reason to refuse.
    private async Task NoteAsync(ApiKey key, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await ledger.NoteApiKeyUseAsync(key.Name, now, ct);
        }
        catch (StoreException e)
        {
            log.LogWarning(e, "The use of key {Key} could not be noted", key.Name);
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$")]
    private static partial Regex Name();
}
