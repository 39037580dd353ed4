namespace Monitor.Collectors.Probes.Witnessing;

/// <summary>
/// Asks the witnesses, all at once. However many targets fail in the same moment, they are asked once; what they said is kept for a few seconds,
/// so that an outage of many targets does not become a load on bystanders.
/// </summary>
public sealed class Witnesses(TimeProvider time)
{
    private readonly Lock _gate = new();
    private WitnessOptions? _for;
    private long _asked;
    private Task<WitnessReport>? _flight;

    /// <summary>What they say now, or said within <see cref="WitnessOptions.Every"/>. Never throws for what the network does.</summary>
    public Task<WitnessReport> AskAsync(WitnessOptions options, CancellationToken ct)
    {
        lock (_gate)
        {
            var stale = _flight is null || !ReferenceEquals(_for, options) || (_flight.IsCompleted && time.GetElapsedTime(_asked) >= options.Every);
            // Not by the asker's token: others wait for the same answer.
            if (stale) (_for, _asked, _flight) = (options, time.GetTimestamp(), Task.Run(() => AskAllAsync(options), CancellationToken.None));
            return _flight!.WaitAsync(ct);
        }
    }

    private async Task<WitnessReport> AskAllAsync(WitnessOptions options)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        var asked = options.Addresses.Select(Witness.Of).OfType<Witness>().Select(w => w.AnswersAsync(limit.Token)).ToList();
        var answered = 0;
        await foreach (var one in Task.WhenEach(asked))
        {
            // Enough is enough: the slow ones are not waited for.
            if (await one && ++answered >= options.Quorum) break;
        }

        await limit.CancelAsync();
        await Task.WhenAll(asked);
        return new WitnessReport(answered, asked.Count);
    }
}
