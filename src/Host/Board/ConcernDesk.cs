using Monitor.Analysis.Concerns;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Board;

/// <summary>The concerns of the last three days as the board shows them; found anew at most every half minute, however many look.</summary>
internal sealed class ConcernDesk(IArchive archive, ICurrentConfig config, TimeProvider time, ILogger<ConcernDesk> log) : IDisposable
{
    public static readonly TimeSpan LookBack = TimeSpan.FromDays(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private const int MostPosts = 50_000;

    private readonly SemaphoreSlim _gate = new(1);
    private IReadOnlyList<Concern> _found = [];
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    public async Task<IReadOnlyList<Concern>> FindAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (now - _at < Fresh) return _found;
            _found = await ReadAsync(archive, config.Current, now - LookBack, now, ct);
            _at = now;
            return _found;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What was found last, at once, while a newer look goes on beside: a page that only counts does not wait. The very first look is waited for.</summary>
    public Task<IReadOnlyList<Concern>> GlanceAsync(CancellationToken ct)
    {
        if (_at == DateTimeOffset.MinValue) return FindAsync(ct);
        if (time.GetUtcNow() - _at >= Fresh && _gate.CurrentCount > 0) _ = RefreshAsync();
        return Task.FromResult(_found);
    }

    private async Task RefreshAsync()
    {
        try
        {
            await FindAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.LogWarning(e, "Concerns were not found anew; the last ones are shown on.");
        }
    }

    public static async Task<IReadOnlyList<Concern>> ReadAsync(IArchive archive, MonitorConfig config, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var posts = await archive.PostsSeenAsync(from, until + TimeSpan.FromSeconds(1), MostPosts, ct);
        var official = await OfficialShelf.ReadAsync(archive, config.Sources, until, ct);
        return ConcernFinder.Find(posts.Where(p => !p.Backfill), official, until);
    }

    public void Dispose() => _gate.Dispose();
}
