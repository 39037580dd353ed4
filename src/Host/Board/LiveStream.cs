using Monitor.Host.Live;

namespace Monitor.Host.Board;

/// <summary>Server-Sent Events: one event per change topic, a beat in between so a dead line is noticed.</summary>
internal static class LiveStream
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>A stream ends after this long; the browser returns at once and its rights are checked again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static async Task Serve(HttpContext context, ChangeBus bus, Desk desk, IHostApplicationLifetime life)
    {
        context.Response.ContentType = "text/event-stream";
        // Real time, not the injected clock: this is about the browser's connection, not about the data.
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping, limit.Token);
        var changes = bus.SubscribeAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            await SendAsync(context, "beat", desk.Now, stop.Token);
            while (true)
            {
                var beat = Task.Delay(Beat, TimeProvider.System, stop.Token);
                if (await Task.WhenAny(next, beat) == beat)
                {
                    await beat;
                    await SendAsync(context, "beat", desk.Now, stop.Token);
                    continue;
                }

                if (!await next) return;
                await SendAsync(context, changes.Current, desk.Now, stop.Token);
                next = changes.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left or the service stops: both are a normal end.
        }
        finally
        {
            await stop.CancelAsync();
            await next.ContinueWith(static _ => { }, TaskScheduler.Default);
            await changes.DisposeAsync();
        }
    }

    private static async Task SendAsync(HttpContext context, string topic, DateTimeOffset now, CancellationToken ct)
    {
        await context.Response.WriteAsync($"event: {topic}\ndata: {now.ToUnixTimeMilliseconds()}\n\n", ct);
        await context.Response.Body.FlushAsync(ct);
    }
}
