using Microsoft.Data.Sqlite;
using Monitor.Core.Security;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Audit;

/// <summary>The chain on a real file, tampered with behind the store's back.</summary>
public sealed class AuditChainTests
{
    private const string Unlock = "DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete; ";

    [Theory]
    [InlineData("UPDATE audit SET detail = 'x' WHERE seq = 3", 3, 2)]
    [InlineData("UPDATE audit SET at = at + 1 WHERE seq = 3", 3, 2)]
    [InlineData("UPDATE audit SET detail = NULL WHERE seq = 3", 3, 2)]
    [InlineData("UPDATE audit SET who = who || action, action = '' WHERE seq = 3", 3, 2)]
    [InlineData("DELETE FROM audit WHERE seq = 1", 2, 0)]
    [InlineData("DELETE FROM audit WHERE seq = 3", 4, 2)]
    [InlineData("UPDATE audit SET seq = 9 WHERE seq = 5", 9, 4)]
    public async Task A_row_changed_or_removed_is_found(string tampering, long found, long sound)
    {
        await using var store = await FiveAsync();
        store.Sql(Unlock + tampering);
        var check = AuditChain.Verify(await store.Ledger.AuditChainAsync(0, 100, default));
        Assert.Equal((found, sound), (check.Broken!.Number, check.Entries));
    }

    [Fact]
    public async Task Rows_cannot_be_changed_or_removed_in_passing()
    {
        await using var store = await FiveAsync();
        foreach (var sql in new[] { "UPDATE audit SET who = 'x'", "DELETE FROM audit" })
            Assert.Contains("append-only", Assert.Throws<SqliteException>(() => store.Sql(sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_from_before_the_chain_is_chained_in_its_order()
    {
        await using var store = await FiveAsync();
        var before = await store.Ledger.AuditTrailAsync(10, default);
        // As migrations 1 to 8 left it.
        await store.ReopenAsync(Undone.SinceDelivery + Unlock + """
            DROP INDEX audit_subject; ALTER TABLE audit DROP COLUMN hash; DROP TABLE cases; PRAGMA user_version = 8;
            CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;
            CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;
            """);
        await store.Ledger.AuditAsync(new AuditEntry(Some.T0, "值班", "act5", "s", null), default);
        Assert.True(AuditChain.Verify(await store.Ledger.AuditChainAsync(0, 100, default)) is { Broken: null, Entries: 6 });
        Assert.Equal(before, (await store.Ledger.AuditTrailAsync(10, default)).Skip(1));
        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => store.Sql("DELETE FROM audit")).Message, StringComparison.Ordinal);
    }

    private static async Task<TempDatabase> FiveAsync()
    {
        var store = new TempDatabase();
        for (var i = 0; i < 5; i++) await store.Ledger.AuditAsync(new AuditEntry(Some.T0.AddMinutes(i), "值班", $"act{i}", "s", "说明"), default);
        return store;
    }
}
