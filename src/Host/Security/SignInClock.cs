namespace Monitor.Host.Security;

/// <summary>The time of browsers and of people's phones: real time, even when a demonstration's clock runs fast.</summary>
internal sealed record SignInClock(TimeProvider Time);

/// <summary>One check at a time per process, so that parallel guesses cannot slip past the counter; passwords and codes share it.</summary>
internal sealed class SignInGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
