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
        var lost = new List<LostEntry>();
        var posts = Refine(raw, source, lost);
        var book = facts.Book;
        var known = await archive.KnownAsync([.. posts.Keys], ct);
        var kept = (await archive.PostsAsync(known, ct)).ToDictionary(p => p.Id, StringComparer.Ordinal);
        var (fresh, seen, edits, gone) = (new List<Post>(), new List<Post>(), new List<Edit>(), new List<string>());
        foreach (var (post, entry) in posts.Values)
        {
            if (!known.Contains(post.Id))
            {
                // Of a post nobody saw, that it is gone is no news.
                if (!entry.Gone && Judge(post, entry, source, backfill, book, lost) is { } judged) fresh.Add(judged);
                continue;
            }

            seen.Add(post);
            if (entry.Gone) gone.Add(post.Id);
            if (kept.GetValueOrDefault(post.Id) is { } was && Edit.Of(was, post) is { } edit && Judge(edit, entry, source, book, lost) is { } now) edits.Add(now);
        }

        var words = fresh.Concat(edits.Select(e => e.Now)).Select(OfficialReader.Read).ToList();
        return new IntakeResult(fresh, seen, lost) { Book = book, Edits = edits, Gone = gone, Facts = [.. words.SelectMany(w => w.Facts)], Rebuttals = [.. words.SelectMany(w => w.Rebuttals)] };
    }

    private Dictionary<string, (Post Post, RawPost Entry)> Refine(IReadOnlyList<RawPost> raw, SourceDefinition source, List<LostEntry> lost)
    {
        var now = time.GetUtcNow();
        var posts = new Dictionary<string, (Post, RawPost)>(StringComparer.Ordinal);
        foreach (var item in raw)
        {
            try
            {
                var post = refiner.Refine(item, source, now);
                posts.TryAdd(post.Id, (post, item));
            }
            catch (Exception e)
            {
                lost.Add(new LostEntry(item, $"{item.Url ?? item.NativeId ?? "item"}: refining failed, {e.GetType().Name}"));
            }
        }

        return posts;
    }

    private Post? Judge(Post post, RawPost entry, SourceDefinition source, bool backfill, FactBook book, List<LostEntry> lost) =>
        Guarded(post, entry, lost, () => shelf.Shelve(post with { Backfill = backfill, Assessment = Held(post, source, book) }));

    /// <summary>An edited post is judged anew and stays in the story it was folded into: what was said of it was said of that story.</summary>
    private Edit? Judge(Edit edit, RawPost entry, SourceDefinition source, FactBook book, List<LostEntry> lost) =>
        Guarded(edit.Now, entry, lost, () => edit with { Now = edit.Now with { Assessment = Held(edit.Now, source, book) } });

    private Assessment? Held(Post post, SourceDefinition source, FactBook book) =>
        models.ForIntake?.Assess(post.Text, post.Title, source.Role) is { } plain ? ClaimChecker.Check(plain, post.FullText, post.Published, source.Role, book) : null;

    private static T? Guarded<T>(Post post, RawPost entry, List<LostEntry> lost, Func<T> work) where T : class
    {
        try
        {
            return work();
        }
        catch (Exception e)
        {
            lost.Add(new LostEntry(entry, $"{post.Url ?? post.Id}: assessing failed, {e.GetType().Name}"));
            return null;
        }
    }
}

/// <param name="Fresh">Not kept before; assessed and folded.</param>
/// <param name="Seen">Kept before; only their rank, heat and replies are news.</param>
internal sealed record IntakeResult(IReadOnlyList<Post> Fresh, IReadOnlyList<Post> Seen, IReadOnlyList<LostEntry> Lost)
{
    /// <summary>Entries that could not be worked on, for a person.</summary>
    public IReadOnlyList<string> Broken => [.. Lost.Select(l => l.Reason)];

    /// <summary>Of those seen, the ones that say something else now.</summary>
    public IReadOnlyList<Edit> Edits { get; init; } = [];

    /// <summary>Of those seen, the ones their source says are deleted.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>The official word the fresh posts were held against.</summary>
    public FactBook Book { get; init; } = FactBook.Empty;

    /// <summary>What fresh posts of an official source state and deny.</summary>
    public IReadOnlyList<OfficialFact> Facts { get; init; } = [];

    public IReadOnlyList<OfficialRebuttal> Rebuttals { get; init; } = [];
}

/// <param name="Reason">For a person; never the entry's text.</param>
internal sealed record LostEntry(RawPost Entry, string Reason);
