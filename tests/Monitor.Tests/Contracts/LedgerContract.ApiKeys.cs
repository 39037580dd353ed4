using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task A_key_is_found_by_its_hash_revoked_once_and_its_acts_are_in_the_trail()
    {
        var key = Key("grafana", 'a') with { };
        Assert.True(await Ledger.AddApiKeyAsync(key, Act("key.create"), default));
        Assert.Equal(key, await Ledger.ApiKeyAsync(key.Hash, default));
        Assert.Null(await Ledger.ApiKeyAsync(Key("x", 'b').Hash, default));
        Assert.False(await Ledger.AddApiKeyAsync(Key("grafana", 'b'), Act("key.create"), default));

        await Ledger.NoteApiKeyUseAsync("grafana", Some.T0.AddMinutes(5), default);
        await Ledger.NoteApiKeyUseAsync("grafana", Some.T0.AddMinutes(4), default);
        Assert.Equal(Some.T0.AddMinutes(5), (await Ledger.ApiKeyAsync(key.Hash, default))!.LastUsed);

        Assert.True(await Ledger.RevokeApiKeyAsync("grafana", Act("key.revoke"), default));
        Assert.False(await Ledger.RevokeApiKeyAsync("grafana", Act("key.revoke"), default));
        Assert.False(await Ledger.RevokeApiKeyAsync("nobody", Act("key.revoke"), default));
        var kept = Assert.Single(await Ledger.ApiKeysAsync(default));
        Assert.Equal((Some.T0, "cli", false), (kept.RevokedAt!.Value, kept.RevokedBy, kept.IsGoodAt(Some.T0)));
        Assert.Equal(["key.revoke", "key.create"], (await Ledger.AuditOfAsync("grafana", 10, default)).Select(e => e.Action));
        // A name stands for one key for good.
        Assert.False(await Ledger.AddApiKeyAsync(Key("grafana", 'c'), Act("key.create"), default));
    }

    [Fact]
    public async Task A_key_ends_at_its_day()
    {
        await Ledger.AddApiKeyAsync(Key("short", 'd') with { Expires = Some.T0.AddDays(1) }, Act("key.create"), default);
        var kept = Assert.Single(await Ledger.ApiKeysAsync(default));
        Assert.True(kept.IsGoodAt(Some.T0.AddDays(1).AddSeconds(-1)));
        Assert.False(kept.IsGoodAt(Some.T0.AddDays(1)));
    }

    private static AuditEntry Act(string action) => new(Some.T0, "cli", action, "grafana", "role viewer");

    private static ApiKey Key(string name, char digit) => new(name, Role.Viewer, new string(digit, 64), "mk_" + digit, Some.T0, "cli", null);
}
