namespace Monitor.Collectors.Fetching;

/// <summary>
/// What is left of a request's time. Spent only while an exchange runs, so that waiting for a host's turn costs nothing; measured by the
/// machine's clock, which a sped-up demo clock must not shorten.
/// </summary>
internal sealed class TimeBudget(TimeSpan total, TimeProvider clock)
{
    private TimeSpan _left = total;

    public async Task<T> SpendAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var start = clock.GetTimestamp();
        try
        {
            return await work(either.Token);
        }
        finally
        {
            var left = _left - clock.GetElapsedTime(start);
            _left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
