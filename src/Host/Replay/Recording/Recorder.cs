using System.Text;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Host.Cli;
using Monitor.Host.Configuration;

namespace Monitor.Host.Replay.Recording;

/// <summary>
/// Writes what a store saw as a recording, so that other rules can be tried on one's own past. Texts are masked and authors are hashes, as they
/// lie in the store; ids are kept, so alerts of a replay have the fingerprints of the live ones.
/// </summary>
internal static class Recorder
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);
    private const int Most = 1_000_000;

    public static async Task<int> WriteAsync(IServiceProvider services, string file, TimeSpan back, CancellationToken ct)
    {
        var targets = services.GetRequiredService<ICurrentConfig>().Current.Targets.Select(t => t.Id).ToList();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var output = new StreamWriter(file, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        var lines = await WriteAsync(services.GetRequiredService<IArchive>(), targets, now - back, now, output, ct);
        await Console.Error.WriteLineAsync($"{lines} lines recorded");
        return lines > 0 ? Common.Fine : Common.Findings;
    }

    /// <returns>Lines written.</returns>
    public static async Task<long> WriteAsync(
        IArchive archive, IReadOnlyList<string> targets, DateTimeOffset from, DateTimeOffset until, TextWriter output, CancellationToken ct)
    {
        var probes = new List<ProbeResult>();
        foreach (var target in targets) probes.AddRange(await archive.ProbesAsync(target, from, Most, ct));
        var rest = new Queue<ProbeResult>(probes.Where(p => p.At < until).OrderBy(p => p.At).ThenBy(p => p.TargetId, StringComparer.Ordinal));
        var lines = 0L;
        for (var hour = from; hour < until; hour += Step)
        {
            var end = hour + Step < until ? hour + Step : until;
            var here = (await archive.PostsSeenAsync(hour, end, Most, ct)).Select(p => (At: p.FirstSeen, Line: Line(p))).ToList();
            while (rest.TryPeek(out var first) && first.At < end) here.Add((first.At, Line(rest.Dequeue())));
            foreach (var (_, line) in here.OrderBy(x => x.At)) await output.WriteLineAsync(line.AsMemory(), ct);
            lines += here.Count;
        }

        return lines;
    }

    private static string Line(Post p) => Common.Line(new
    {
        at = p.FirstSeen,
        source = p.SourceId,
        p.Platform,
        role = p.Role == SourceRole.Official ? p.Role : (SourceRole?)null,
        p.Id,
        publishedAt = p.Published,
        author = p.AuthorKey,
        p.Url,
        p.Title,
        p.Text,
        p.Rank,
        p.Heat,
        p.Replies,
        backfill = p.Backfill ? true : (bool?)null,
    });

    private static string Line(ProbeResult r) => Common.Line(new
    {
        r.At,
        target = r.TargetId,
        r.State,
        phase = r.FailedPhase,
        r.Message,
        r.Status,
        took = r.Timings is { } t ? Math.Round(t.Total) : (double?)null,
        findings = r.Findings.Count > 0 ? r.Findings : null,
    });
}
