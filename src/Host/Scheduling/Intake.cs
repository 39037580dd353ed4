using Monitor.Analysis.Claims;
using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Host.Models;

namespace Monitor.Host.Scheduling;

/// <summary>
/// The path of one read: raw posts refined, repeats dropped, new ones assessed, held against the official word and folded into stories;
/// what official ones state and deny is read out of them. Stores nothing. Without models a post goes on unassessed and is judged later.
/// An entry that cannot be worked on is named and skipped; the rest of the batch goes on.
/// </summary>
internal sealed class Intake(IArchive archive, IPostRefiner refiner, ModelsInUse models, FactShelf facts, StoryShelf shelf, TimeProvider time)
{
    public async Task<IntakeResult> TakeAsync(IReadOnlyList<RawPost> raw, SourceDefinition source, bool backfill, CancellationToken ct)
    {
        var broken = new List<string>();
        var posts = Refine(raw, source, broken);
        var book = facts.Book;
        var known = await archive.KnownAsync([.. posts.Keys], ct);
        var seen = new List<Post>();
        var fresh = new List<Post>();
        foreach (var post in posts.Values)
        {
            if (known.Contains(post.Id)) seen.Add(post);
            else if (Judge(post, source, backfill, book, broken) is { } judged) fresh.Add(judged);
        }

        var words = fresh.Select(OfficialReader.Read).ToList();
        return new IntakeResult(fresh, seen, broken) { Book = book, Facts = [.. words.SelectMany(w => w.Facts)], Rebuttals = [.. words.SelectMany(w => w.Rebuttals)] };
    }

    private Dictionary<string, Post> Refine(IReadOnlyList<RawPost> raw, SourceDefinition source, List<string> broken)
    {
        var now = time.GetUtcNow();
        var posts = new Dictionary<string, Post>(StringComparer.Ordinal);
        foreach (var item in raw)
        {
            try
            {
                var post = refiner.Refine(item, source, now);
                posts.TryAdd(post.Id, post);
            }
            catch (Exception e)
            {
                broken.Add($"{item.Url ?? item.NativeId ?? "item"}: refining failed, {e.GetType().Name}");
            }
        }

        return posts;
    }

    private Post? Judge(Post post, SourceDefinition source, bool backfill, FactBook book, List<string> broken)
    {
        try
        {
            var plain = models.ForIntake?.Assess(post.Text, post.Title, source.Role);
            var held = plain is null ? null : ClaimChecker.Check(plain, post.FullText, post.Published, source.Role, book);
            return shelf.Shelve(post with { Backfill = backfill, Assessment = held });
        }
        catch (Exception e)
        {
            broken.Add($"{post.Url ?? post.Id}: assessing failed, {e.GetType().Name}");
            return null;
        }
    }
}

/// <param name="Fresh">Not kept before; assessed and folded.</param>
/// <param name="Seen">Kept before; only their rank, heat and replies are news.</param>
internal sealed record IntakeResult(IReadOnlyList<Post> Fresh, IReadOnlyList<Post> Seen, IReadOnlyList<string> Broken)
{
    /// <summary>The official word the fresh posts were held against.</summary>
    public FactBook Book { get; init; } = FactBook.Empty;

    /// <summary>What fresh posts of an official source state and deny.</summary>
    public IReadOnlyList<OfficialFact> Facts { get; init; } = [];

    public IReadOnlyList<OfficialRebuttal> Rebuttals { get; init; } = [];
}
