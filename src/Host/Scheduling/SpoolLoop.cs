using Monitor.Storage.Elasticsearch;

namespace Monitor.Host.Scheduling;

/// <summary>Sends to Elasticsearch what waits for it, as long as the service runs. No other loop waits for this one.</summary>
internal sealed class SpoolLoop(ElasticStore elastic) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => elastic.RunAsync(stoppingToken);
}
