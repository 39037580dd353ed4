using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Files that go with a notice.</summary>
internal static class PgFiles
{
    private const string Columns = "(notice_id, position, name, content_type, content_id, content)";

    public static async Task AddAsync(Session s, Notice notice)
    {
        foreach (var (position, file) in notice.Attachments.Index())
            await s.RunAsync($"INSERT INTO outbox_files {Columns} VALUES (@Id, @position, @Name, @ContentType, @ContentId, @Content)",
                new { notice.Id, position, file.Name, file.ContentType, file.ContentId, file.Content });
    }

    public static Task<int> CopyAsync(Session s, string fromNotice, string toNotice) => s.RunAsync($"""
        INSERT INTO outbox_files {Columns} SELECT @toNotice, position, name, content_type, content_id, content FROM outbox_files WHERE notice_id = @fromNotice
        """, new { fromNotice, toNotice });

    public static async Task<IReadOnlyList<NoticeAttachment>> OfAsync(Session s, string noticeId) =>
        [.. (await s.ReadAsync<(string Name, string Type, byte[] Content, string? ContentId)>(
            "SELECT name, content_type, content, content_id FROM outbox_files WHERE notice_id = @noticeId ORDER BY position", new { noticeId }))
            .Select(r => new NoticeAttachment(r.Name, r.Type, r.Content, r.ContentId))];
}
