using Monitor.Core.Contracts;
using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>Guards the one story folder, which serves one thread at a time, and warms it from the archive.</summary>
internal sealed class StoryShelf(IStoryFolder folder, IArchive archive)
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(7);
    private const int Most = 20_000;

    private readonly Lock _gate = new();

    public async Task WarmAsync(DateTimeOffset now, CancellationToken ct)
    {
        var stories = await archive.StoriesAsync(now - Memory, Most, ct);
        lock (_gate)
        {
            foreach (var story in stories.OrderBy(s => s.LastSeen)) folder.Warm(story.Id, story.Text, story.LastSeen);
        }
    }

    public Post Shelve(Post post)
    {
        lock (_gate) return post with { StoryId = folder.Fold(post) };
    }
}
