using Monitor.Core.Contracts;
using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Guards the one story folder, which serves one thread at a time, warms it from the archive, and keeps merges until they are stored: a store
/// that fails must not leave two stories where memory knows one.
/// </summary>
internal sealed class StoryShelf(IStoryFolder folder, IArchive archive)
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(48);
    private const int MostStories = 20_000;
    private const int MostPosts = 100_000;

    private readonly Lock _gate = new();
    private readonly List<StoryMerge> _merges = [];

    /// <summary>Stories older than the memory by the text they are shown by, then the posts as they came, so that each meets what it met before.</summary>
    public async Task WarmAsync(DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Memory;
        var stories = await archive.StoriesAsync(since, MostStories, ct);
        var posts = await archive.PostsSeenAsync(since, now + TimeSpan.FromSeconds(1), MostPosts, ct);
        lock (_gate)
        {
            foreach (var story in stories.Where(s => s.FirstSeen < since).OrderBy(s => s.FirstSeen)) folder.Warm(story.Id, story.Text, story.LastSeen);
            foreach (var post in posts)
            {
                if (post.StoryId is { } id) folder.Warm(id, post.FullText, post.FirstSeen);
            }
        }
    }

    public Post Shelve(Post post)
    {
        lock (_gate)
        {
            var shelved = post with { StoryId = folder.Fold(post) };
            _merges.AddRange(folder.TakeMerges());
            return shelved;
        }
    }

    /// <summary>What other processes have stored. Two that each began a story of the same make it one with their next store.</summary>
    public void Learn(IEnumerable<Post> posts, IEnumerable<StoryMerge> merges)
    {
        lock (_gate)
        {
            foreach (var post in posts) folder.Learn(post);
            foreach (var merge in merges) folder.Adopt(merge);
            _merges.AddRange(folder.TakeMerges());
        }
    }

    /// <summary>Merges not yet known to be stored.</summary>
    public IReadOnlyList<StoryMerge> Merges()
    {
        lock (_gate) return [.. _merges];
    }

    public void Stored(IReadOnlyList<StoryMerge> merges)
    {
        lock (_gate) _merges.RemoveAll(merges.Contains);
    }
}
