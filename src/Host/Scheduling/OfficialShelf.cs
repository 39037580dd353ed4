using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Host.Scheduling;

/// <summary>What official sources said in the last two weeks; an answer is often older than the judge's look-back.</summary>
internal sealed class OfficialShelf
{
    public static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    private const int MostPerSource = 200;
    private const int Most = 2_000;

    private readonly List<Post> _posts = [];

    public void Add(IEnumerable<Post> fresh)
    {
        _posts.AddRange(fresh.Where(p => p.Role == SourceRole.Official));
        if (_posts.Count > Most) _posts.RemoveRange(0, _posts.Count - Most);
    }

    /// <summary>Begins anew with what the store holds.</summary>
    public void Reset(IEnumerable<Post> posts)
    {
        _posts.Clear();
        Add(posts);
    }

    public IReadOnlyList<Post> Look(DateTimeOffset now)
    {
        _posts.RemoveAll(p => p.Published < now - Memory);
        return [.. _posts];
    }

    public static async Task<IReadOnlyList<Post>> ReadAsync(IArchive archive, IEnumerable<SourceDefinition> sources, DateTimeOffset now, CancellationToken ct)
    {
        var posts = new List<Post>();
        foreach (var source in sources.Where(s => s.Role == SourceRole.Official))
            posts.AddRange(await archive.SearchAsync(new PostQuery { SourceId = source.Id, From = now - Memory, Limit = MostPerSource }, ct));
        return [.. posts.OrderBy(p => p.Published)];
    }
}
