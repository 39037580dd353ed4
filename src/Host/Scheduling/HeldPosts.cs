using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>
/// The posts of the judge's window, bound by what they weigh. Beyond the bound those go first that no rule asks for (not about the exams, low risk),
/// oldest first; then the oldest of all, and from then on the window says that it is cut. Not safe for several threads: the window locks.
/// </summary>
internal sealed class HeldPosts
{
    // Room made at once, so that a full window is not looked through at each look.
    private const double Relief = 0.9;

    private readonly List<Post> _posts = [];
    private IReadOnlyList<Post>? _snapshot;

    /// <summary>Estimated bytes held.</summary>
    public long Weight { get; private set; }

    /// <summary>Posts first seen up to then were let go for want of room; null while all are held.</summary>
    public DateTimeOffset? CutAt { get; private set; }

    public IReadOnlyList<Post> All => _posts;

    /// <summary>Oldest first; sources finish out of order.</summary>
    public IReadOnlyList<Post> Snapshot() => _snapshot ??= [.. _posts.OrderBy(p => p.FirstSeen)];

    public void Add(IEnumerable<Post> posts)
    {
        foreach (var post in posts)
        {
            _posts.Add(post);
            Weight += PostWeight.Of(post);
        }

        _snapshot = null;
    }

    /// <summary>Puts newer versions in place of posts held.</summary>
    /// <returns>Those that are not held.</returns>
    public IReadOnlyCollection<Post> Exchange(IReadOnlyList<Post> changed)
    {
        var byId = changed.ToDictionary(p => p.Id, StringComparer.Ordinal);
        Change(p => byId.Remove(p.Id, out var newer) ? newer : p);
        return byId.Values;
    }

    public void Change(Func<Post, Post> change)
    {
        for (var i = 0; i < _posts.Count; i++)
        {
            var newer = change(_posts[i]);
            if (ReferenceEquals(newer, _posts[i])) continue;
            Weight += PostWeight.Of(newer) - PostWeight.Of(_posts[i]);
            _posts[i] = newer;
        }

        _snapshot = null;
    }

    /// <summary>Lets go of posts first seen before <paramref name="since"/>, then of what is too much.</summary>
    /// <param name="most">Bytes.</param>
    public void Trim(DateTimeOffset since, long most)
    {
        Drop(p => p.FirstSeen < since);
        if (CutAt < since) CutAt = null;
        if (Weight <= most) return;
        var room = (long)(most * Relief);
        Lighten(room, Unasked);
        if (Weight > room) CutAt = Lighten(room, _ => true);
    }

    /// <summary>What is off topic counts for no rule but those that look at advertisements and offers.</summary>
    private static bool Unasked(Post post) =>
        HourTally.TopicOf(post) == Topics.OffTopic && post.Assessment is { Rumour.Band: RiskBand.Low, Form: not "sales_offer" } judged && !judged.Topics.Contains(Topics.Hype, StringComparer.Ordinal);

    /// <returns>The latest first sight among those let go.</returns>
    private DateTimeOffset? Lighten(long room, Func<Post, bool> may)
    {
        var (left, gone, last) = (Weight, new HashSet<string>(StringComparer.Ordinal), (DateTimeOffset?)null);
        foreach (var post in Snapshot().Where(may))
        {
            if (left <= room) break;
            left -= PostWeight.Of(post);
            gone.Add(post.Id);
            last = post.FirstSeen;
        }

        Drop(p => gone.Contains(p.Id));
        return last;
    }

    private void Drop(Predicate<Post> goes)
    {
        var dropped = _posts.RemoveAll(p =>
        {
            if (!goes(p)) return false;
            Weight -= PostWeight.Of(p);
            return true;
        });
        if (dropped > 0) _snapshot = null;
    }
}
