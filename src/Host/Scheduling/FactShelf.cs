using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>The official word in force: what the store holds and what facts.yaml says, as one snapshot that readers take and keep to the end of their work.</summary>
internal sealed class FactShelf(ICurrentConfig config, IArchive archive)
{
    private readonly Lock _gate = new();
    private FactBook _stored = FactBook.Empty;
    private WrittenFacts? _written;
    private FactBook _book = FactBook.Empty;

    public FactBook Book
    {
        get
        {
            lock (_gate)
            {
                var written = config.Current.Facts;
                if (ReferenceEquals(written, _written)) return _book;
                _written = written;
                return _book = _stored.With(written.Facts, written.Rebuttals);
            }
        }
    }

    /// <returns>True when the store holds other words than before.</returns>
    public async Task<bool> WarmAsync(DateTimeOffset now, CancellationToken ct)
    {
        var since = now - config.Current.Storage.KeepFacts;
        var (facts, rebuttals) = (await archive.FactsAsync(since, ct), await archive.RebuttalsAsync(since, ct));
        var read = FactBook.Empty.With(facts, rebuttals);
        lock (_gate)
        {
            if (read.Facts.Select(f => f.Id).SequenceEqual(_stored.Facts.Select(f => f.Id)) && read.Rebuttals.Select(r => r.Id).SequenceEqual(_stored.Rebuttals.Select(r => r.Id))) return false;
            Keep(read);
            return true;
        }
    }

    /// <summary>What a read of an official source has just stored.</summary>
    public void Add(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals)
    {
        if (facts.Count + rebuttals.Count == 0) return;
        lock (_gate) Keep(_stored.With(facts, rebuttals));
    }

    private void Keep(FactBook stored)
    {
        lock (_gate)
        {
            _stored = stored;
            _written = null;
        }
    }
}
