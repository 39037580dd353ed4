using Microsoft.Extensions.Logging;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Outbox;

/// <summary>
/// One attempt that always ends: at the notifier's limit its token fires, and a notifier deaf to that is left behind a little later.
/// Whatever it throws becomes a receipt; the text of an exception stays out of it, for it may hold an address with its token.
/// </summary>
internal sealed class SendLimit(TimeProvider time, ILogger log)
{
    /// <summary>How long after its limit a notifier may still say what it did.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <param name="notifier">The channel's way out.</param>
    /// <param name="notice">What to send.</param>
    /// <param name="note">Keeps how far it has come.</param>
    /// <param name="hurry">The service is being stopped and cannot wait.</param>
    public async Task<Receipt> SendAsync(INotifier notifier, Notice notice, Func<string, Task> note, CancellationToken hurry)
    {
        // Both clocks start before the notifier does, which runs aside because it may block before it first awaits.
        using var limit = new CancellationTokenSource(notifier.Limit, time);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, hurry);
        using var deaf = new CancellationTokenSource(notifier.Limit + Grace, time);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(deaf.Token, hurry);
        var token = asked.Token;
        Task<Receipt>? sending = null;
        try
        {
            sending = Task.Run(() => notifier.SendAsync(notice, note, token), CancellationToken.None);
            return await sending.WaitAsync(left.Token);
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            return new Receipt(DeliveryOutcome.RetryLater, "the service was stopped before the channel answered");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Receipt(DeliveryOutcome.RetryLater, $"no answer within {notifier.Limit.TotalSeconds:0} s");
        }
        catch (Exception e)
        {
            log.LogWarning("Channel {Channel} failed on notice {Notice}: {Error}", notice.Channel, notice.Id, e.GetType().Name);
            return new Receipt(DeliveryOutcome.RetryLater, e.GetType().Name);
        }
        finally
        {
            if (sending is { IsCompleted: false }) LeaveBehind(sending, notice);
        }
    }

    private void LeaveBehind(Task<Receipt> sending, Notice notice) => sending.ContinueWith(
        late => log.LogWarning("Channel {Channel} answered on notice {Notice} after it was given up: {Status}", notice.Channel, notice.Id,
            late.Exception?.InnerException?.GetType().Name ?? late.Status.ToString()),
        CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
