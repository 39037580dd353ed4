using Monitor.Core.Contracts;
using Monitor.Core.Sources;

namespace Monitor.Collectors.Push;

/// <summary>Nothing is fetched: others send. Its turns only tell that somebody waits, so that silence is noticed here too.</summary>
internal sealed class PushCollector : ICollector
{
    public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) =>
        Task.FromResult(new CollectResult { State = SourceState.Ok, Waiting = true, Trace = ["wait -> posts are sent to POST /api/v1/posts/{source}"] });
}
