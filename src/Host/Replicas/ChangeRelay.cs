using System.Threading.Channels;
using Monitor.Core.Contracts;
using Monitor.Host.Live;

namespace Monitor.Host.Replicas;

/// <summary>
/// Carries changes between the buses of replicas, some times a second at most. After a connection was lost everything counts as changed: what was said
/// meanwhile is not known.
/// </summary>
internal sealed class ChangeRelay(IChangeWire wire, ChangeBus bus, Node node, ILogger<ChangeRelay> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Channel<string> _said = Channel.CreateBounded<string>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Published += Say;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        bus.Published -= Say;
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(SendAsync(stoppingToken), ListenAsync(stoppingToken));

    private void Say(string topic) => _said.Writer.TryWrite(topic);

    private async Task SendAsync(CancellationToken ct)
    {
        try
        {
            while (await _said.Reader.WaitToReadAsync(ct))
            {
                var topics = new SortedSet<string>(StringComparer.Ordinal);
                while (_said.Reader.TryRead(out var topic)) topics.Add(topic);
                try
                {
                    await wire.SendAsync($"{node.Name} {string.Join(',', topics)}", ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogWarning("Other replicas' pages could not be told of a change: {Error}", e.Message);
                }

                await Task.Delay(Pause, TimeProvider.System, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The end of the service.
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await wire.ListenAsync(() => Hear(ChangeBus.Topics), text => Hear(Foreign(text)), ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning("Changes of other replicas are not heard for a moment: {Error}", e.Message);
                await Task.Delay(Again, TimeProvider.System, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Hear(IEnumerable<string> topics)
    {
        foreach (var topic in topics) bus.Hear(topic);
    }

    private string[] Foreign(string text) => text.Split(' ') is [var name, var topics] && name != node.Name ? topics.Split(',') : [];
}
