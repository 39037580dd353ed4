using Microsoft.Data.Sqlite;

namespace Monitor.Storage.Sqlite;

/// <summary>Says in the operator's words what SQLite's result codes mean (sqlite.org/rescode.html). Mistakes of ours keep their own exception.</summary>
internal static class Faults
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static StoreException? Explain(SqliteException e, string file)
    {
        var advice = e.SqliteErrorCode switch
        {
            Busy => "is locked by another process. Only one service may use a data directory.",
            ReadOnly => "cannot be written. Give the service's user write permission for the file and its folder.",
            IoError => "could not be read or written. Check the disk and the system log.",
            Corrupt => "is damaged. Stop the service, put the file aside and restore the last backup.",
            Full => "cannot grow: the disk is full. The change was not stored; free some space and it can be tried again.",
            CannotOpen => "cannot be opened or created. Check that its folder exists and that the service's user may write there.",
            NotADatabase => "is not a database, or its beginning is damaged. Put the file aside and restore the last backup.",
            _ => null,
        };
        return advice is null ? null : new StoreException($"The database {file} {advice} ({e.Message})", e);
    }
}
