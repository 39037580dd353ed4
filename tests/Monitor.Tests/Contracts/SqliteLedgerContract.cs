namespace Monitor.Tests.Contracts;

public sealed class SqliteLedgerContract : LedgerContract
{
    protected override IStoreRig Rig { get; } = new SqliteRig();
}
