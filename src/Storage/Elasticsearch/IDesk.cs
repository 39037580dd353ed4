using Monitor.Core.Contracts;
using Monitor.Storage.Elasticsearch.Spool;

namespace Monitor.Storage.Elasticsearch;

/// <summary>The turn to send.</summary>
internal interface ITurn : IAsyncDisposable
{
    /// <summary>False when it was lost, and another may have it.</summary>
    Task<bool> HoldsAsync(CancellationToken ct);
}

/// <summary>
/// The transactional side: the last days' posts and results, and everything small that must change together with them (cursors, stories, facts,
/// the queue to Elasticsearch). What lies before the floor has been sent and is no longer here.
/// </summary>
internal interface IDesk : IAsyncDisposable
{
    IArchive Near { get; }

    /// <summary>Everything published, first seen or checked since then is here.</summary>
    DateTimeOffset Floor { get; }

    /// <summary>How many posts here match, whatever part of them the query asks for.</summary>
    Task<int> CountAsync(PostQuery query, CancellationToken ct);

    /// <summary>Queues changes of posts that are no longer here; each body names its index and the fields.</summary>
    Task TouchAsync(IReadOnlyList<(string Id, string Body)> touches, CancellationToken ct);

    /// <summary>Raises the floor, then lets go of what lies below it, some rows at a time so that no writer waits long. The queue must be empty.</summary>
    Task TrimAsync(DateTimeOffset floor, CancellationToken ct);

    /// <summary>Stories without a new post since then and without any post here.</summary>
    Task<IReadOnlyList<string>> FadedStoriesAsync(DateTimeOffset before, CancellationToken ct);

    Task ForgetStoriesAsync(IReadOnlyCollection<string> ids, DateTimeOffset before, CancellationToken ct);

    /// <summary>The turn to send, until it is disposed: two senders would overtake each other. Null while another has it; it ends with its process.</summary>
    Task<ITurn?> TakeTurnAsync(CancellationToken ct);

    /// <summary>The queue's head, with what each change says at this moment.</summary>
    Task<IReadOnlyList<SpoolEntry>> HeadAsync(int limit, CancellationToken ct);

    /// <summary>Takes out what is over and puts aside what was refused for good, in one transaction. An entry that was queued anew meanwhile has another number and stays.</summary>
    Task SettleAsync(IReadOnlyCollection<long> over, IReadOnlyList<(SpoolEntry Entry, string Reason)> dead, DateTimeOffset now, CancellationToken ct);

    Task<(long Waiting, long Dead)> QueueAsync(CancellationToken ct);

    /// <summary>Queues all that is kept. What Elasticsearch has already it will have again, once.</summary>
    Task<int> FillAsync(CancellationToken ct);

    /// <summary>Queues what was refused, after the mapping or the build has been mended.</summary>
    Task<int> ReviveAsync(CancellationToken ct);
}
