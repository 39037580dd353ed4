using System.Net.Sockets;
using Npgsql;

namespace Monitor.Storage.Postgres;

/// <summary>Says in the operator's words what PostgreSQL's codes mean (postgresql.org, appendix A). Mistakes of ours keep their own exception.</summary>
internal static class PostgresFaults
{
    /// <summary>True when the same work may succeed if it is done again, and cannot have been done already.</summary>
    public static bool IsWorthRepeating(NpgsqlException e, bool committing) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        _ when committing => false,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        PostgresException => false,
        // A pooled connection that broke while it lay idle; a server that refuses new ones is not there, which is told at once.
        _ => e.InnerException is IOException or EndOfStreamException,
    };

    /// <summary>Null when it is no fault of the server or the way to it.</summary>
    public static StoreException? Explain(NpgsqlException e, string place)
    {
        var advice = e is PostgresException p ? Advice(p) : e.InnerException switch
        {
            SocketException or TimeoutException => "cannot be reached. Check that it runs, its host and port, and the network policy between.",
            IOException => "ended the connection. It is tried again with the next turn.",
            System.Security.Authentication.AuthenticationException => "shows a certificate that is not trusted. Check SSL Mode and Root Certificate of the connection string.",
            _ when e.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => "is asked for more at once than storage.postgres.pool allows.",
            _ => "could not be used.",
        };
        return advice is null ? null : new StoreException($"PostgreSQL at {place} {advice} ({(e as PostgresException)?.SqlState ?? e.InnerException?.GetType().Name ?? "client"}: {(e as PostgresException)?.MessageText ?? e.Message})", e);
    }

    private static string? Advice(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "refuses the user or the password of the connection string.",
        PostgresErrorCodes.InvalidCatalogName => "has no such database. Create it, or mend Database in the connection string.",
        PostgresErrorCodes.InvalidSchemaName => "has no such schema. Let the user create it, or create it for them.",
        PostgresErrorCodes.InsufficientPrivilege => "refuses it: the user has too few rights. docs/postgresql.md lists them.",
        PostgresErrorCodes.DiskFull => "cannot grow: its disk is full. The change was not stored; free some space and it can be tried again.",
        PostgresErrorCodes.TooManyConnections => "takes no more connections. Raise max_connections, or lower storage.postgres.pool.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "is read-only: this is a standby, or its disk was protected. Point the connection string at the primary (Target Session Attributes=read-write).",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => "is starting or stopping. It is tried again with the next turn.",
        PostgresErrorCodes.QueryCanceled => "took longer than storage.postgres.timeout.",
        PostgresErrorCodes.LockNotAvailable => "could not give a lock in time.",
        _ when e.SqlState.StartsWith("53", StringComparison.Ordinal) || e.SqlState.StartsWith("58", StringComparison.Ordinal) || e.SqlState.StartsWith("XX", StringComparison.Ordinal) || e.SqlState.StartsWith("08", StringComparison.Ordinal)
            => "is in trouble of its own. See its log.",
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => "is too busy with the same rows. It is tried again with the next turn.",
        _ => null,
    };
}
