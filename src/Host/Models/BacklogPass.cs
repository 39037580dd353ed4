using Monitor.Analysis.Claims;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Host.Live;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Models;

/// <summary>
/// Assesses the posts that were stored while no models were loaded: oldest first, in batches of one transaction each. The judge sees those of its
/// look-back; older ones get their judgement and their place in the figures, and raise nothing.
/// </summary>
internal sealed class BacklogPass(ModelsInUse models, IArchive archive, FactShelf facts, PostWindow window, ChangeBus bus, ILogger<BacklogPass> log)
{
    internal const int Batch = 500;

    private const int BatchesPerTurn = 40;

    /// <summary>New posts wait for so many turns at most; a backlog beyond 200,000 posts is longer than the judge's window.</summary>
    private const int PatientTurns = 10;

    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private int _turns;

    /// <summary>At start: whether posts of an earlier run wait.</summary>
    public async Task LookAsync(CancellationToken ct) => models.CatchingUp = models.Current is not null && (await archive.UnassessedAsync(1, ct)).Count > 0;

    /// <returns>How many posts were assessed.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (models.Current is not { } assessor) return 0;
        var done = 0;
        for (var batch = 0; batch < BatchesPerTurn; batch++)
        {
            var waiting = (await archive.UnassessedAsync(Batch + _refused.Count, ct)).Where(p => !_refused.Contains(p.Id)).ToList();
            if (waiting.Count == 0)
            {
                _turns = 0;
                models.CatchingUp = false;
                break;
            }

            done += await AssessAsync(assessor, waiting, ct);
        }

        if (models.CatchingUp && ++_turns >= PatientTurns) models.CatchingUp = false;
        if (done == 0) return 0;
        bus.Publish("posts");
        log.LogInformation("Assessed {Posts} posts that had waited for models", done);
        return done;
    }

    private async Task<int> AssessAsync(IAssessor assessor, List<Post> waiting, CancellationToken ct)
    {
        var judged = waiting.Select(p => Judge(assessor, p)).OfType<Post>().ToList();
        var changed = (await archive.AssessAsync(judged, ct)).ToHashSet(StringComparer.Ordinal);
        window.AddJudgements([.. judged.Where(p => changed.Contains(p.Id))]);
        return changed.Count;
    }

    /// <summary>A post that cannot be judged must not hold back those behind it.</summary>
    private Post? Judge(IAssessor assessor, Post post)
    {
        try
        {
            var plain = assessor.Assess(post.Text, post.Title, post.Role);
            return post with { Assessment = ClaimChecker.Check(plain, post.FullText, post.Published, post.Role, facts.Book) };
        }
        catch (Exception e)
        {
            _refused.Add(post.Id);
            log.LogError(e, "Post {Post} cannot be assessed and stays unassessed", post.Id);
            return null;
        }
    }
}
