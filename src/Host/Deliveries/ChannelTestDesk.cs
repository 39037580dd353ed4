using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Deliveries;

/// <summary>A marked test notice through one channel, past outbox and routes, and what the channel truly said: for the command line and for the settings page.</summary>
internal sealed class ChannelTestDesk(Parts parts, CurrentWriter writer, TimeProvider time)
{
    public IReadOnlyCollection<string> Channels => [.. parts.Now().Notifiers.Keys];

    public INotifier? Find(string channel) => parts.Now().Notifiers.GetValueOrDefault(channel);

    public Notice Make(string channel, WarningLevel level) => writer.Now.Test(channel, level, time.GetUtcNow()) with { Attempts = 1 };

    public static async Task<Receipt> SendAsync(INotifier notifier, Notice notice, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(notifier.Limit);
        return await notifier.SendAsync(notice, limit.Token);
    }

    public static string Words(Receipt receipt) => receipt.Outcome switch
    {
        DeliveryOutcome.Delivered => "已送达",
        DeliveryOutcome.RetryLater => receipt.RetryAfter is { } wait ? $"未送达，{wait.TotalSeconds:0} 秒后可重试" : "未送达，可重试",
        _ => "未送达，不会重试",
    } + "：" + receipt.Detail;
}
