using Monitor.Analysis.Duplicates;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Keeps the text a story is shown by its most central one. The first post is often a fragment or a comment; which text is central settles
/// early, so a growing story is looked at again only whenever it has grown by a third.
/// </summary>
internal sealed class StoryTeller(IArchive archive, ILogger<StoryTeller> log)
{
    private const int Looked = 200;

    public async Task TellAsync(IReadOnlyList<Post> stored, CancellationToken ct)
    {
        foreach (var grown in stored.Where(p => p.StoryId is { } id && id != p.Id).GroupBy(p => p.StoryId!, StringComparer.Ordinal))
        {
            try
            {
                await TellAsync(grown.Key, grown.Count(), ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // How a story reads is no reason to lose a read that is already stored.
                log.LogWarning(e, "Story {Story} keeps its old text", grown.Key);
            }
        }
    }

    private async Task TellAsync(string id, int added, CancellationToken ct)
    {
        if (await archive.StoryAsync(id, ct) is not { } story || story.Posts < 3 || Step(story.Posts) == Step(story.Posts - added)) return;
        var posts = await archive.SearchAsync(new PostQuery { StoryId = story.Id, Limit = Looked }, ct);
        if (posts.Count == 0) return;
        var texts = posts.OrderBy(p => p.FirstSeen).ThenBy(p => p.Id, StringComparer.Ordinal).Select(p => p.FullText).ToList();
        await archive.DescribeStoryAsync(story.Id, texts[CentralText.Of(texts)], ct);
    }

    private static int Step(int posts) => posts < 1 ? -1 : (int)(Math.Log(posts) / Math.Log(4.0 / 3));
}
