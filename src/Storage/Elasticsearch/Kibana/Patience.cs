namespace Monitor.Storage.Elasticsearch.Kibana;

/// <summary>Tries again while the other side is away or still starting, up to a limit. One for the whole of a command, so that two steps do not wait twice.</summary>
/// <param name="tell">Hears each new reason once.</param>
internal sealed class Patience(TimeSpan limit, TimeSpan pause, Action<string> tell, TimeProvider time)
{
    private readonly long _begin = time.GetTimestamp();
    private string? _told;

    public async Task<T> TryAsync<T>(Func<Task<T>> attempt, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (ElasticException e) when (e.Fault == ElasticFault.Away && time.GetElapsedTime(_begin) + pause < limit)
            {
                if (_told != e.Message) tell($"waiting for Kibana: {e.Message}");
                _told = e.Message;
            }

            await Task.Delay(pause, time, ct);
        }
    }
}
