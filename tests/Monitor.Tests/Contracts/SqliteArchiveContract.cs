namespace Monitor.Tests.Contracts;

public sealed class SqliteArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new SqliteRig();
}
