namespace Monitor.Host.Replicas;

/// <summary>One stretch of having a duty. It ends by itself when the lease is not renewed in time, whatever the process was kept from.</summary>
internal sealed class Reign : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _lasts;
    private readonly CancellationTokenSource _end;
    private readonly Lock _gate = new();
    private (DateTimeOffset Wall, long Steady) _asked;
    private TaskCompletionSource? _idle;
    private int _running;

    public Reign(TimeProvider time, TimeSpan lasts, (DateTimeOffset Wall, long Steady) asked)
    {
        (_time, _lasts, _asked) = (time, lasts, asked);
        _end = new CancellationTokenSource(lasts, time);
    }

    /// <summary>Fires when it ends.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>
    /// Counted from before the lease was asked for, by both clocks: the steady one stands still while a machine sleeps, the other can be put back.
    /// </summary>
    public bool Holds
    {
        get
        {
            lock (_gate) return !_end.IsCancellationRequested && _time.GetElapsedTime(_asked.Steady) < _lasts && _time.GetUtcNow() - _asked.Wall < _lasts;
        }
    }

    public void Renew((DateTimeOffset Wall, long Steady) asked)
    {
        lock (_gate) _asked = asked;
        var left = _lasts - _time.GetElapsedTime(asked.Steady);
        if (left > TimeSpan.Zero) _end.CancelAfter(left);
        else _end.Cancel();
    }

    /// <summary>Runs a turn that ends with the reign; false when it is over.</summary>
    public async Task<bool> RunAsync(Func<CancellationToken, Task> turn, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_end.IsCancellationRequested) return false;
            _running++;
        }

        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, ct);
            await turn(both.Token);
            return true;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            lock (_gate)
            {
                if (--_running == 0) _idle?.TrySetResult();
            }
        }
    }

    /// <summary>Ends it; the task ends with the last turn under way.</summary>
    public Task EndAsync()
    {
        _end.Cancel();
        lock (_gate)
        {
            if (_running == 0) return Task.CompletedTask;
            return (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Dispose() => _end.Dispose();
}
