using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class MailboxRows
{
    public static List<Mailbox> Read(SqliteConnection connection) =>
        [.. connection.Query<(string User, string Address, long Weekly, long Daily)>("SELECT user_name, address, weekly, daily FROM mailboxes ORDER BY user_name")
            .Select(r => new Mailbox(r.User, r.Address, r.Weekly != 0, r.Daily != 0))];

    public static void Save(SqliteConnection connection, SqliteTransaction transaction, Mailbox mailbox)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO mailboxes (user_name, address, weekly, daily) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_name) DO UPDATE SET address = $2, weekly = $3, daily = $4
            """);
        statement.Run(mailbox.User, mailbox.Address, mailbox.Weekly ? 1 : 0, mailbox.Daily ? 1 : 0);
    }

    public static void Remove(SqliteConnection connection, SqliteTransaction transaction, string user)
    {
        using var statement = new Statement(connection, transaction, "DELETE FROM mailboxes WHERE user_name = $1");
        statement.Run(user);
    }
}
