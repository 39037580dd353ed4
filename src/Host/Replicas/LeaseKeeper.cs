namespace Monitor.Host.Replicas;

/// <summary>Turns the leadership. Started last and stopped first: another takes over while this process still ends its jobs.</summary>
internal sealed class LeaseKeeper(Leadership leadership, Node node, IEnumerable<Charge> charges, ILogger<LeaseKeeper> log) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var charge in charges) leadership.Take(charge);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leadership.ResignAsync(cancellationToken);
        }
        catch (Exception e)
        {
            log.LogWarning("The leases could not be given up: {Error}; others wait until they end", e.Message);
        }
    }

    // Each duty by itself: while one is being taken over the others are renewed.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        node.Shared ? Task.WhenAll(leadership.Turns.Select(turn => RepeatAsync(turn, stoppingToken))) : Task.CompletedTask;

    private async Task RepeatAsync(Func<CancellationToken, Task> turn, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await turn(ct);
                // The machine's clock and not the domain's: the store's own runs beside it.
                await Task.Delay(leadership.Standby.Count > 0 ? Leadership.AskEvery : Leadership.RenewEvery, TimeProvider.System, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "A turn of the leases failed; the next comes in a moment");
                await Task.Delay(Leadership.AskEvery, TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
