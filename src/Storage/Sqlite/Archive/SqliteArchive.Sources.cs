using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Storage.Sqlite.Archive;

internal sealed partial class SqliteArchive
{
    public Task<IReadOnlyList<Post>> PostsAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Post>>(c =>
    {
        using var command = c.CreateCommand();
        command.CommandText = $"SELECT {PostRow.Columns} FROM posts WHERE id IN (SELECT value FROM json_each($ids))";
        command.Parameters.AddWithValue("$ids", Json.Write(ids));
        return PostRow.ReadAll(command);
    }, ct);

    public Task<IReadOnlyList<PostRevision>> RevisionsAsync(string postId, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PostRevision>>(c => PostReviser.Revisions(c, postId), ct);

    public Task MarkGoneAsync(IReadOnlyCollection<string> ids, DateTimeOffset? since, CancellationToken ct) =>
        database.WriteAsync((c, t) => PostReviser.Gone(c, t, ids, since), ct);

    public Task<IReadOnlyList<SourceSpell>> SpellsAsync(string sourceId, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<SourceSpell>>(c => SpellRows.Of(c, sourceId, limit), ct);

    public Task<PushReceipt?> ReceiptAsync(string sourceId, string key, DateTimeOffset now, CancellationToken ct) =>
        database.ReadAsync(c => ReceiptRows.One(c, sourceId, key, now), ct);
}
