using Monitor.Tests.Contracts;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>Every read of posts and results is answered by Elasticsearch.</summary>
public sealed class ElasticArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new ElasticRig(() => DateTimeOffset.MaxValue);
}

/// <summary>The floor lies in the midst of the contract's times: reads are put together of both halves.</summary>
public sealed class ElasticSplitArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new ElasticRig(() => Some.T0.AddHours(1).ToUniversalTime());
}

/// <summary>Elasticsearch only gets copies, as in the first days after it was switched on.</summary>
public sealed class ElasticNearArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new ElasticRig(null);
}

/// <summary>The same beside PostgreSQL, where replicas share the desk.</summary>
public sealed class ElasticOnPostgresArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new ElasticRig(() => DateTimeOffset.MaxValue, new PostgresRig());
}

public sealed class ElasticOnPostgresSplitArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new ElasticRig(() => Some.T0.AddHours(1).ToUniversalTime(), new PostgresRig());
}

public sealed class ElasticOnPostgresNearArchiveContract : ArchiveContract
{
    protected override IStoreRig Rig { get; } = new ElasticRig(null, new PostgresRig());
}
