using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Storage.Postgres;

/// <summary>The database that several replicas share; read from <c>storage.postgres</c>.</summary>
public sealed record PostgresConfig
{
    [Description("Connection string of Npgsql as env:NAME or file:/path, such as Host=db;Database=monitor;Username=monitor;Password=...;SSL Mode=VerifyFull.")]
    public Secret? Connection { get; init; }

    [Description("Schema of this district's tables; several districts can share a database."), RegularExpression("^[a-z][a-z0-9_]{0,40}$")]
    public string Schema { get; init; } = "monitor";

    [Description("Connections of one process at the same time."), Range(2, 200)]
    public int Pool { get; init; } = 20;

    [Description("Limit of one statement, and of waiting for a connection."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
