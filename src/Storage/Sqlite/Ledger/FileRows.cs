using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>Files that go with a notice.</summary>
internal static class FileRows
{
    public static void Add(SqliteConnection connection, SqliteTransaction transaction, Notice notice)
    {
        using var statement = new Statement(connection, transaction,
            "INSERT INTO outbox_files (notice_id, position, name, content_type, content_id, content) VALUES ($1, $2, $3, $4, $5, $6)");
        foreach (var (index, file) in notice.Attachments.Index()) statement.Run(notice.Id, index, file.Name, file.ContentType, file.ContentId, file.Content);
    }

    public static void Copy(SqliteConnection connection, SqliteTransaction transaction, string fromNotice, string toNotice)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO outbox_files (notice_id, position, name, content_type, content_id, content)
            SELECT $2, position, name, content_type, content_id, content FROM outbox_files WHERE notice_id = $1
            """);
        statement.Run(fromNotice, toNotice);
    }

    public static IReadOnlyList<NoticeAttachment> Of(SqliteConnection connection, SqliteTransaction transaction, string noticeId) =>
        [.. connection.Query<(string Name, string Type, byte[] Content, string? ContentId)>(
            "SELECT name, content_type, content, content_id FROM outbox_files WHERE notice_id = @noticeId ORDER BY position", new { noticeId }, transaction)
            .Select(r => new NoticeAttachment(r.Name, r.Type, r.Content, r.ContentId))];
}
