namespace Monitor.Tests.Contracts;

public sealed class PostgresArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new PostgresRig();
}
