using System.Collections.Concurrent;
using Monitor.Core.Contracts;

namespace Monitor.Host.Replicas;

/// <summary>
/// Which of the duties that only one process may have are ours. Every turn renews or tries to take their leases; what is not renewed in time is not
/// ours any more, a second before anybody else can have it. Without other processes all of them are ours from the beginning, and nothing is asked.
/// </summary>
internal sealed class Leadership(ILeaseLedger leases, Node node, TimeProvider time, ILogger<Leadership> log) : IDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(8);
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(2);

    /// <summary>Whoever waits for a duty asks oftener.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastTurn = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, Reign> _reigns = new(StringComparer.Ordinal);
    private readonly List<Charge> _charges = [];
    private volatile bool _resigned;

    /// <summary>Duties that are ours now.</summary>
    public IReadOnlyList<string> Led => [.. _charges.Select(c => c.Duty).Where(Leads).Order(StringComparer.Ordinal)];

    /// <summary>Duties of our roles that another has.</summary>
    public IReadOnlyList<string> Standby => [.. _charges.Select(c => c.Duty).Where(d => !Leads(d)).Order(StringComparer.Ordinal)];

    /// <summary>To be told before the first turn.</summary>
    public void Take(Charge charge)
    {
        if (node.Has(charge.Role)) _charges.Add(charge);
    }

    public bool Leads(string duty) => !node.Shared || (_reigns.TryGetValue(duty, out var reign) && reign.Holds);

    /// <summary>Runs the turn if the duty is ours, and stops it when that ends; false when it was not ours to the end.</summary>
    public async Task<bool> WhileAsync(string duty, Func<CancellationToken, Task> turn, CancellationToken ct)
    {
        if (!node.Shared)
        {
            await turn(ct);
            return true;
        }

        return _reigns.TryGetValue(duty, out var reign) && reign.Holds && await reign.RunAsync(turn, ct);
    }

    /// <summary>What is to be repeated: each renews or tries to take one lease.</summary>
    public IReadOnlyList<Func<CancellationToken, Task>> Turns => [AttendAsync, .. _charges.Select(c => (Func<CancellationToken, Task>)(ct => TurnAsync(c, ct)))];

    /// <summary>Ends the turns under way and gives everything up, so that another need not wait.</summary>
    public async Task ResignAsync(CancellationToken ct)
    {
        if (!node.Shared) return;
        _resigned = true;
        await Task.WhenAll(_charges.Select(async charge =>
        {
            await charge.One.WaitAsync(ct);
            try
            {
                if (_reigns.TryGetValue(charge.Duty, out var reign)) await EndAsync(charge, reign);
                await leases.ReleaseAsync(charge.Duty, node.Name, ct);
            }
            finally
            {
                charge.One.Release();
            }
        }));
        await leases.ReleaseAsync(Roll.LeaseOf(node), node.Name, ct);
    }

    public void Dispose()
    {
        foreach (var reign in _reigns.Values) reign.Dispose();
    }

    private async Task TurnAsync(Charge charge, CancellationToken ct)
    {
        await charge.One.WaitAsync(ct);
        try
        {
            if (!_resigned) await HoldAsync(charge, ct);
        }
        finally
        {
            charge.One.Release();
        }
    }

    private async Task HoldAsync(Charge charge, CancellationToken ct)
    {
        var (wall, steady) = (time.GetUtcNow(), time.GetTimestamp());
        var mine = _reigns.GetValueOrDefault(charge.Duty);
        if (mine is { Holds: false })
        {
            await EndAsync(charge, mine);
            mine = null;
        }

        var held = await AskAsync(charge.Duty, wall, ct);
        if (held == true && mine is null) await BeginAsync(charge, (wall, steady), ct);
        else if (held == true) mine!.Renew((wall, steady));
        else if (held == false && mine is not null) await EndAsync(charge, mine);
    }

    /// <returns>Null when the store did not answer: that takes nothing from us before the lease's time is over.</returns>
    private async Task<bool?> AskAsync(string duty, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return await leases.HoldAsync(duty, node.Name, Length, now, ct).WaitAsync(Length - Margin, time, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning("The lease of {Duty} could not be asked for: {Error}", duty, e.Message);
            return null;
        }
    }

    private async Task BeginAsync(Charge charge, (DateTimeOffset, long) asked, CancellationToken ct)
    {
        try
        {
            // Longer than a lease it may not take: then somebody else begins, and this one sees that at its next turn.
            await charge.BeginAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(e, "{Duty} could not be taken over; it is left to others and tried again", charge.Duty);
            await leases.ReleaseAsync(charge.Duty, node.Name, ct);
            return;
        }

        var reign = new Reign(time, Length - Margin, asked);
        reign.Renew(asked);
        if (!reign.Holds)
        {
            reign.Dispose();
            return;
        }

        _reigns[charge.Duty] = reign;
        log.LogInformation("{Node} leads {Duty} from now on", node.Name, charge.Duty);
        await charge.Began();
    }

    private async Task EndAsync(Charge charge, Reign reign)
    {
        _reigns.TryRemove(charge.Duty, out _);
        charge.End();
        var last = reign.EndAsync();
        await Task.WhenAny(last, Task.Delay(LastTurn, time, CancellationToken.None));
        log.LogInformation("{Node} does not lead {Duty} any more", node.Name, charge.Duty);
    }

    /// <summary>Tells the others that we are here; for people only, so a failure is nothing.</summary>
    private async Task AttendAsync(CancellationToken ct)
    {
        if (_resigned) return;
        try
        {
            await leases.HoldAsync(Roll.LeaseOf(node), node.Name, Length, time.GetUtcNow(), ct).WaitAsync(Length - Margin, time, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogDebug("Our presence could not be noted: {Error}", e.Message);
        }
    }
}
