using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Storage.Postgres.Archive;

internal sealed partial class PostgresArchive
{
    public Task<IReadOnlyList<Post>> PostsAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => database.ReadAsync(s => PgPosts.ReadAsync(s, "WHERE id = ANY(@ids)", new { ids = ids.ToArray() }), ct);

    public Task<IReadOnlyList<PostRevision>> RevisionsAsync(string postId, CancellationToken ct) => database.ReadAsync(s => PgRevisions.OfAsync(s, postId), ct);

    public Task MarkGoneAsync(IReadOnlyCollection<string> ids, DateTimeOffset? since, CancellationToken ct) => AloneAsync(s => PgRevisions.MarkAsync(s, ids, since), ct);

    public Task<IReadOnlyList<SourceSpell>> SpellsAsync(string sourceId, int limit, CancellationToken ct) => database.ReadAsync(s => PgSpells.OfAsync(s, sourceId, limit), ct);

    public Task<PushReceipt?> ReceiptAsync(string sourceId, string key, DateTimeOffset now, CancellationToken ct) => database.ReadAsync(s => PgSpells.ReceiptAsync(s, sourceId, key, now), ct);
}
