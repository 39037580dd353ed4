using Monitor.Collectors;
using Monitor.Collectors.Fetching;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Live;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Asks for pages of recent posts again and marks those that are deleted. Careful rather than quick: only "not found" and "gone" count, twice and
/// apart; a look in which most pages are missing says something about the site and nothing about its posts. What has left a list is not deleted.
/// </summary>
internal sealed class GoneWatch(ICurrentConfig config, IArchive archive, HttpDoor door, ChangeBus bus, TimeProvider time, ILogger<GoneWatch> log)
{
    /// <summary>Pages asked for at one look, so that the site hardly notices.</summary>
    public const int AtOnce = 5;

    private const int Recent = 200;

    /// <summary>Older ones are asked for no more.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromDays(3);

    /// <summary>A restart forgets it, and the careful count begins anew.</summary>
    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();

    /// <summary>After a read of the source that went well.</summary>
    public async Task LookAsync(SourceRun run, CancellationToken ct)
    {
        if (config.Current.Sources.FirstOrDefault(s => s.Id == run.SourceId) is not { Recheck: { } every } source || SourceHealth.Failing(run.State)) return;
        var now = time.GetUtcNow();
        var due = Due(await archive.SearchAsync(new PostQuery { SourceId = source.Id, From = now - Watched, Limit = Recent }, ct), now, every);
        var answers = new List<(Post Post, bool? Shown)>();
        foreach (var (post, url) in due) answers.Add((post, Shown(await door.GetAsync(url, null, source.Options is IWebOptions { Cookies: true } ? source.Id : null, ct))));
        await ConcludeAsync(source, answers, now, ct);
    }

    private List<(Post Post, Uri Url)> Due(IReadOnlyList<Post> posts, DateTimeOffset now, TimeSpan every)
    {
        lock (_gate)
        {
            foreach (var (id, asked) in _asked.ToList())
                if (asked.At < now - Watched - every) _asked.Remove(id);
            return [.. posts.Select(p => (Post: p, Url: Address(p), At: _asked.GetValueOrDefault(p.Id)?.At ?? p.FirstSeen))
                .Where(p => p.Url is not null && p.At + every <= now).OrderBy(p => p.At).ThenBy(p => p.Post.Id, StringComparer.Ordinal).Take(AtOnce).Select(p => (p.Post, p.Url!))];
        }
    }

    private async Task ConcludeAsync(SourceDefinition source, List<(Post Post, bool? Shown)> answers, DateTimeOffset now, CancellationToken ct)
    {
        var missing = answers.Count(a => a.Shown == false);
        var trusted = missing == 0 || (missing * 2 <= answers.Count(a => a.Shown is not null) || answers.Count == 1);
        if (!trusted) log.LogWarning("Source {Source}: {Missing} of {Asked} pages are missing; taken for a fault of the site, no post is marked", source.Id, missing, answers.Count);
        var (gone, back) = (new List<string>(), new List<string>());
        lock (_gate)
        {
            foreach (var (post, shown) in answers)
            {
                var before = _asked.GetValueOrDefault(post.Id);
                var first = shown == false && trusted ? before?.Missing ?? now : shown == true ? null : before?.Missing;
                _asked[post.Id] = new Asked(now, first);
                if (shown == true && post.GoneSince is not null) back.Add(post.Id);
                if (shown == false && trusted && before?.Missing is not null && post.GoneSince is null) gone.Add(post.Id);
            }
        }

        if (gone.Count > 0) await archive.MarkGoneAsync(gone, now, ct);
        if (back.Count > 0) await archive.MarkGoneAsync(back, null, ct);
        if (gone.Count + back.Count == 0) return;
        log.LogInformation("Source {Source}: {Gone} posts are gone, {Back} are back", source.Id, gone.Count, back.Count);
        bus.Publish("posts");
    }

    private static bool? Shown(FetchResult answer) => answer switch
    {
        { Outcome: FetchOutcome.Ok } => true,
        { Status: 404 or 410 } => false,
        _ => null,
    };

    /// <summary>An address that was masked leads nowhere.</summary>
    private static Uri? Address(Post post) =>
        post.Url is { } url && !url.Contains('〔', StringComparison.Ordinal) && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <param name="At">When its page was last asked for.</param>
    /// <param name="Missing">When its page was first missing, of looks in a row.</param>
    private sealed record Asked(DateTimeOffset At, DateTimeOffset? Missing);
}
