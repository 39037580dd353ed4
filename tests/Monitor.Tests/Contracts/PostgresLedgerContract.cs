namespace Monitor.Tests.Contracts;

public sealed class PostgresLedgerContract : LedgerContract
{
    protected override IStoreRig Rig { get; } = new PostgresRig();
}
