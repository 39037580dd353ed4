namespace Monitor.Host.Demo.Clock;

/// <summary>Notes the simulated time reached every quarter of a real second, so the same command goes on from there after a kill.</summary>
internal sealed class DayKeeper(DemoStateFile file, DemoState state, ScaledClock clock)
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    /// <summary>The store may hold moments up to one note later than the note; going on two notes later keeps time from running backwards.</summary>
    public static DateTimeOffset Resume(DemoState state, double speed) =>
        state.Reached == state.Start ? state.Start : state.Reached + Every * speed * 2;

    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            do file.Write(state with { Reached = clock.GetUtcNow() });
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            file.Write(state with { Reached = clock.GetUtcNow() });
        }
    }
}
