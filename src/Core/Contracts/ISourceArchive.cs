using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Core.Contracts;

/// <summary>How sources fare and what became of their posts; a part of the archive.</summary>
public interface ISourceArchive
{
    /// <summary>Those of these posts that are at hand, in no order. A store that has moved old posts away may leave them out.</summary>
    Task<IReadOnlyList<Post>> PostsAsync(IReadOnlyCollection<string> ids, CancellationToken ct);

    /// <summary>What a post said before, the latest first. Goes with its post.</summary>
    Task<IReadOnlyList<PostRevision>> RevisionsAsync(string postId, CancellationToken ct);

    /// <summary>
    /// Marks posts as no longer shown by their source, or, with null, as shown again. A mark keeps its first moment; nothing is deleted; unknown ids are left out.
    /// </summary>
    Task MarkGoneAsync(IReadOnlyCollection<string> ids, DateTimeOffset? since, CancellationToken ct);

    /// <summary>Stretches of one source in which it could not be read or brought nothing, the latest first.</summary>
    Task<IReadOnlyList<SourceSpell>> SpellsAsync(string sourceId, int limit, CancellationToken ct);

    /// <summary>What was answered to a push under this key and has not expired by then.</summary>
    Task<PushReceipt?> ReceiptAsync(string sourceId, string key, DateTimeOffset now, CancellationToken ct);
}
