using Monitor.Analysis.Claims;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Host.Live;
using Monitor.Host.Models;

namespace Monitor.Host.Scheduling;

/// <summary>
/// An official word that arrives after the posts it concerns: those still in the judge's window are held against it, and what changes is stored
/// and seen by the next tick. Repeating it changes nothing. Without models nothing is judged anew; the window is looked through when they load.
/// </summary>
internal sealed class Rejudger(FactShelf facts, PostWindow window, ModelsInUse models, IArchive archive, ChangeBus bus, ILogger<Rejudger> log)
{
    public Task<int> WindowAsync(CancellationToken ct) => RunAsync(window.Recent(), ct);

    public async Task<int> RunAsync(IReadOnlyList<Post> posts, CancellationToken ct)
    {
        if (models.Current is not { } assessor) return 0;
        var book = facts.Book;
        var changed = new List<Post>();
        foreach (var post in posts)
        {
            if (post is not { Role: SourceRole.Public, Assessment: { } judged }) continue;
            var (claims, rebuttal) = ClaimChecker.Look(post.FullText, post.Published, post.Role, book);
            if (!ClaimChecker.Differs(judged, claims, rebuttal)) continue;
            // The stored risk has been moved once already; what is moved now is the plain one.
            var moved = ClaimChecker.Check(assessor.Assess(post.Text, post.Title, post.Role), post.FullText, post.Published, post.Role, book);
            changed.Add(post with { Assessment = judged with { Rumour = moved.Rumour, Claims = moved.Claims, Rebuttal = moved.Rebuttal } });
        }

        if (changed.Count == 0) return 0;
        await archive.RejudgeAsync(changed, ct);
        window.Replace(changed);
        bus.Publish("posts");
        log.LogInformation("{Posts} posts judged anew after an official word", changed.Count);
        return changed.Count;
    }
}
