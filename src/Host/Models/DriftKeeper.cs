using System.Globalization;
using Monitor.Analysis.Drift;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Host.Models;

/// <summary>
/// Measures drift once an hour. The reference is what a model saw in its first two weeks; it is kept in the settings under the model's version, so
/// going back to earlier models finds theirs again.
/// </summary>
internal sealed class DriftKeeper(ModelsInUse models, IArchive archive, ILedger ledger, TimeProvider time, ILogger<DriftKeeper> log)
{
    internal static readonly TimeSpan ReferenceSpan = TimeSpan.FromDays(14);

    /// <summary>A reference of fewer posts would call its own noise drift; it is gathered for longer instead.</summary>
    internal const int LeastReferencePosts = 1_000;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromHours(6);
    private const int MostInStep = 50_000;

    private DriftReference? _reference;
    private string? _measured;
    private DateTimeOffset _next;

    /// <summary>Null before the first measure and while no models are loaded.</summary>
    public DriftFigures? Latest { get; private set; }

    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var model = models.Current?.Model;
        if (model is null)
        {
            Latest = null;
            _measured = null;
            return;
        }

        if (model == _measured && now < _next) return;
        var from = await FromAsync(model, now, ct);
        if (_reference?.Model != model) _reference = DriftReference.Read(await ledger.SettingAsync("drift.reference." + model, ct));
        _reference ??= await GatherAsync(model, from, now, ct);
        if (_reference is not null) Latest = await MeasureAsync(_reference, now, ct);
        _measured = model;
        _next = now + Every;
    }

    /// <summary>When this model was first seen in use.</summary>
    private async Task<DateTimeOffset> FromAsync(string model, DateTimeOffset now, CancellationToken ct)
    {
        var key = "drift.from." + model;
        var text = await ledger.SettingAsync(key, ct);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)) return from;
        await ledger.SetSettingAsync(key, now.ToString("O", CultureInfo.InvariantCulture), ct);
        return now;
    }

    /// <summary>Null while it is too early or too few posts were seen; then the figures only say so.</summary>
    private async Task<DriftReference?> GatherAsync(string model, DateTimeOffset from, DateTimeOffset now, CancellationToken ct)
    {
        Latest = new DriftFigures { Model = model, At = now, ReferenceFrom = from, ReferenceUntil = from + ReferenceSpan };
        if (now < from + ReferenceSpan) return null;
        var builder = new ReferenceBuilder(model, from, now);
        await ReadAsync(from, now, builder.Add, ct);
        Latest = Latest with { ReferenceUntil = now, ReferencePosts = builder.Posts };
        if (builder.Posts < LeastReferencePosts) return null;

        var reference = builder.Build();
        await ledger.SetSettingAsync("drift.reference." + model, reference.Write(), ct);
        log.LogInformation("Drift reference of {Model}: {Posts} posts from {From} to {Until}", model, reference.Posts, reference.From, reference.Until);
        return reference;
    }

    private async Task<DriftFigures> MeasureAsync(DriftReference reference, DateTimeOffset now, CancellationToken ct)
    {
        var (day, week) = (new DriftTally(reference), new DriftTally(reference));
        var yesterday = now.AddDays(-1);
        await ReadAsync(now.AddDays(-7), now, post =>
        {
            week.Add(post);
            if (post.FirstSeen >= yesterday) day.Add(post);
        }, ct);
        return new DriftFigures
        {
            Model = reference.Model,
            At = now,
            ReferenceFrom = reference.From,
            ReferenceUntil = reference.Until,
            ReferencePosts = reference.Posts,
            ReferenceUnknown = reference.Unknown,
            Day = day.Against(reference),
            Week = week.Against(reference),
        };
    }

    private async Task ReadAsync(DateTimeOffset from, DateTimeOffset until, Action<Post> look, CancellationToken ct)
    {
        for (var at = from; at < until; at += Step)
        {
            var end = at + Step < until ? at + Step : until;
            foreach (var post in await archive.PostsSeenAsync(at, end, MostInStep, ct)) look(post);
        }
    }
}
