using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Core.Telemetry;
using Monitor.Host.Live;
using Monitor.Host.Replicas;

namespace Monitor.Host.Scheduling;

/// <summary>
/// One due source: collect → refine → skip what is known → assess → hold against the official word → fold into a story → store it all with the cursor in one transaction.
/// Whatever breaks before the store leaves the cursor where it was, so the next read brings the same posts again.
/// </summary>
internal sealed class CollectLoop(
    Parts parts, IArchive archive, Intake intake, StoryShelf shelf, StoryTeller teller, PostWindow window, FactShelf facts, Rejudger rejudger, ChangeBus bus, TimeProvider time,
    ILogger<CollectLoop> log, CatchUp? others = null)
{
    /// <returns>The last stored run, or null when the source is unknown or switched off.</returns>
    public async Task<SourceRun?> RunAsync(string sourceId, CancellationToken ct)
    {
        Stored? last = null;
        do
        {
            var built = parts.Now();
            if (!built.Collectors.TryGetValue(sourceId, out var collector)) return last?.Run;
            var source = built.Config.Sources.First(s => s.Id == sourceId);
            using var span = Traces.BeginRoot("collect");
            span?.SetTag("source.id", sourceId);
            var (at, start) = (time.GetUtcNow(), time.GetTimestamp());
            var cursor = await archive.CursorAsync(sourceId, ct);
            var read = await ReadAsync(collector, cursor, source, ct);
            last = await StoreAsync(new Reading(source, read, cursor, at, start), ct);
        }
        while (last.Again);

        return last.Run;
    }

    /// <summary>The way of a read that has been made, from refining to the store.</summary>
    public async Task<Stored> StoreAsync(Reading reading, CancellationToken ct)
    {
        var (source, read) = (reading.Source, reading.Read);
        var status = (await archive.SourcesAsync(ct)).FirstOrDefault(s => s.SourceId == source.Id);
        var first = reading.Backfill ?? SourceHealth.IsFirst(status);
        // What others have stored is known before the new posts find their stories.
        if (others is not null) await others.LookAsync(ct);
        var taken = await TakeAsync(read.Posts, source, first, ct);
        // A batch of which something was lost on our side keeps the old cursor: a fixed assessor shall see the posts again.
        var stays = taken.Lost.Count > 0 && !read.Onward;
        var run = SourceHealth.Of(
            new SourceRun
            {
                SourceId = source.Id,
                At = reading.At,
                State = read.State,
                Items = read.Posts.Count,
                Fresh = taken.Fresh.Count,
                Broken = read.Broken.Count + taken.Lost.Count,
                Error = read.Error,
                Took = time.GetElapsedTime(reading.Start),
                Backfill = first,
                More = (read.More && !stays) || (first && SourceHealth.Failing(read.State) && status?.LastRun.More == true),
            },
            read, source, status, parts.Now().Config.Season.At(reading.At)?.Name);
        var merges = shelf.Merges();
        var batch = new IngestBatch(run, [.. taken.Fresh, .. taken.Seen], stays ? reading.Cursor : read.Cursor ?? reading.Cursor)
        {
            Facts = taken.Facts,
            Rebuttals = taken.Rebuttals,
            Merges = merges,
            Edited = [.. taken.Edits.Select(e => e.Now)],
            Gone = taken.Gone,
            Receipt = reading.Receipt?.Invoke(taken),
        };
        var added = await StoreAsync(batch, taken.Fresh, ct);

        shelf.Stored(merges);
        var fresh = taken.Fresh.Where(p => added.Contains(p.Id)).ToList();
        // Where others merge too, what the store made of it is read from there.
        window.Add(fresh, others is { Shared: true } ? [] : merges);
        window.Revise(taken.Edits);
        await teller.TellAsync(fresh, ct);
        await HoldAgainstNewsAsync(taken, fresh, ct);
        Report(run, [.. read.Broken, .. taken.Broken]);
        bus.Publish("sources");
        if (added.Count + taken.Edits.Count + taken.Gone.Count > 0) bus.Publish("posts");
        return new Stored(run, read.More && !stays);
    }

    private async Task<IntakeResult> TakeAsync(IReadOnlyList<RawPost> raw, SourceDefinition source, bool backfill, CancellationToken ct)
    {
        using var span = Traces.Begin("assess");
        var taken = await intake.TakeAsync(raw, source, backfill, ct);
        span?.SetTag("source.id", source.Id).SetTag("posts.fresh", taken.Fresh.Count).SetTag("posts.known", taken.Seen.Count);
        return taken;
    }

    private async Task<HashSet<string>> StoreAsync(IngestBatch batch, IReadOnlyList<Post> fresh, CancellationToken ct)
    {
        using var span = Traces.Begin("store");
        others?.Claim(fresh);
        var added = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            added = (await archive.IngestAsync(batch, ct)).ToHashSet(StringComparer.Ordinal);
            span?.SetTag("posts.added", added.Count);
            if (span is not null) Traces.Remember(span, fresh.SelectMany(p => p.StoryId is null ? [p.Id] : new[] { p.Id, p.StoryId }));
            return added;
        }
        finally
        {
            others?.GiveBack(fresh.Where(p => !added.Contains(p.Id)));
        }
    }

    /// <summary>
    /// An official word concerns the posts before it; and one that arrived while these posts were worked on concerns them. A crash in between
    /// is made good at the next start, which holds the whole window against the whole book.
    /// </summary>
    private async Task HoldAgainstNewsAsync(IntakeResult taken, List<Post> fresh, CancellationToken ct)
    {
        if (taken.Facts.Count + taken.Rebuttals.Count > 0)
        {
            facts.Add(taken.Facts, taken.Rebuttals);
            await rejudger.WindowAsync(ct);
        }
        else if (!ReferenceEquals(taken.Book, facts.Book))
        {
            await rejudger.RunAsync([.. fresh, .. taken.Edits.Select(e => e.Now)], ct);
        }
    }

    private async Task<CollectResult> ReadAsync(ICollector collector, string? cursor, SourceDefinition source, CancellationToken ct)
    {
        try
        {
            return await collector.CollectAsync(cursor, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(e, "Collector {Kind} of source {Source} failed", source.Kind, source.Id);
            return new CollectResult { State = SourceState.ParseError, Error = $"{source.Kind} collector failed: {e.GetType().Name}: {e.Message}" };
        }
    }

    private void Report(SourceRun run, IReadOnlyList<string> broken)
    {
        if (run.Error is not null) log.LogWarning("Source {Source}: {State}, {Error}", run.SourceId, run.State, run.Error);
        foreach (var entry in broken.Take(5)) log.LogWarning("Source {Source} skipped an entry: {Entry}", run.SourceId, entry);
        if (run.Fresh > 0) log.LogInformation("Source {Source}: {Fresh} new of {Items}", run.SourceId, run.Fresh, run.Items);
    }
}

/// <summary>One read that has been made and waits to be stored.</summary>
/// <param name="Cursor">The one the read began with.</param>
/// <param name="Start">Timestamp of its beginning.</param>
internal sealed record Reading(SourceDefinition Source, CollectResult Read, string? Cursor, DateTimeOffset At, long Start)
{
    /// <summary>Whether it is the source's past; null = as its earlier reads tell.</summary>
    public bool? Backfill { get; init; }

    /// <summary>Says what the sender of a pushed batch is answered.</summary>
    public Func<IntakeResult, PushReceipt?>? Receipt { get; init; }
}

/// <param name="Again">The source has more to read now.</param>
internal sealed record Stored(SourceRun Run, bool Again);
