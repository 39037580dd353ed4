using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Alerts.Answers;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Syslog;

/// <summary>
/// Writes the notice to a syslog receiver or SIEM, a connection for each. Its parts go together: nothing tells which of them arrived before
/// a break, so all go again; the event's cs3 is the same and lets a SIEM fold the repeat.
/// </summary>
internal sealed class SyslogNotifier(SyslogOptions options, TimeProvider time) : INotifier
{
    /// <summary>A receiver that does not close in turn is not waited for longer.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly SyslogMessage _message = new(options);

    public TimeSpan Limit => options.Timeout + TimeSpan.FromSeconds(1);

    public IReadOnlyList<string> Preview(Notice notice) => _message.Of(notice);

    public async Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await TalkAsync(_message.Of(notice), either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return Later($"not written within {options.Timeout.TotalSeconds:0} s");
        }
        catch (Exception e) when (Mendable(e) is { } why)
        {
            return Later(why);
        }
    }

    private async Task<Receipt> TalkAsync(IReadOnlyList<string> messages, CancellationToken ct)
    {
        await using var line = await SyslogLine.OpenAsync(options, ct);
        foreach (var message in messages) await line.WriteAsync(SyslogMessage.Frame(message), ct);
        var written = $"{messages.Count} message(s) written to {options.Host}:{options.Port}; syslog has no answer";
        using var farewell = new CancellationTokenSource(Farewell, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(farewell.Token, ct);
        try
        {
            await line.CloseAsync(either.Token);
            return new Receipt(DeliveryOutcome.Delivered, written + ", the receiver closed in turn");
        }
        catch (OperationCanceledException)
        {
            return new Receipt(DeliveryOutcome.Delivered, written + " and the receiver did not close");
        }
    }

    /// <summary>All of them: the network and the receiver's certificate are mended by people while the notice waits.</summary>
    private static string? Mendable(Exception e) => e switch
    {
        AuthenticationException => "no trusted encrypted connection: " + Answer.Clean(e.InnerException?.Message ?? e.Message),
        // Our own words about a file of our own config.
        InvalidDataException => e.Message,
        SocketException s => "not reachable: " + s.SocketErrorCode,
        IOException => "the connection broke: " + ((e.InnerException as SocketException)?.SocketErrorCode.ToString() ?? "ended by the receiver"),
        _ => null,
    };

    private Receipt Later(string why) => new(DeliveryOutcome.RetryLater, $"{options.Host}:{options.Port}: {why}");
}
