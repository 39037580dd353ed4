namespace Monitor.Collectors.Probes.Exposure;

/// <summary>One look: goes through the steps from where the last one ended, until the requests are spent or all has been asked.</summary>
internal sealed class ExposureTour(ExposureDoor door, IReadOnlyList<ExposureStep> steps, IReadOnlyList<ExposureCheck> fronts, ExposureBook book, DateTimeOffset now, TimeSpan limit)
{
    private readonly Dictionary<string, HostLook> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Hosts of this look, with what ended it early there.</summary>
    public IReadOnlyCollection<HostLook> Hosts => _hosts.Values;

    public async Task RunAsync(CancellationToken ct)
    {
        var start = book.Next < steps.Count ? book.Next : 0;
        for (var n = 0; n < steps.Count; n++)
        {
            var at = book.Next = (start + n) % steps.Count;
            if (door.Spent) return;
            var step = steps[at];
            if (!_hosts.TryGetValue(step.Host, out var host))
            {
                _hosts[step.Host] = host = new HostLook(step.Origin, door, book, now, limit);
                await host.OpenAsync(fronts, ct);
            }

            if (door.Spent) return;
            if (!host.Closed && await host.AskAsync(step, ct)) book.Asked.Add(at);
        }

        book.Next = 0;
    }

    public IEnumerable<string> Unfinished() => steps.Where((_, i) => !book.Asked.Contains(i)).Select(s => s.Host).Distinct(StringComparer.OrdinalIgnoreCase);
}
