using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Judgements that came before their post: between a post's store and its way into the window it may already have been assessed. A post waits for
/// moments only, so the newest few are enough.
/// </summary>
internal sealed class EarlyJudgements
{
    private const int Most = 2_000;

    private readonly Dictionary<string, Post> _judged = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    public void Keep(IEnumerable<Post> judged)
    {
        foreach (var post in judged)
        {
            if (_judged.TryAdd(post.Id, post)) _order.Enqueue(post.Id);
            else _judged[post.Id] = post;
            while (_order.Count > Most) _judged.Remove(_order.Dequeue());
        }
    }

    /// <summary>The judged version of a post that comes unjudged, else the post itself.</summary>
    public Post Take(Post post) => post.Assessment is null && _judged.TryGetValue(post.Id, out var judged) ? judged : post;
}
