using System.Net;
using System.Net.Sockets;

namespace Monitor.Host.Demo.Receivers;

/// <summary>A mail server that accepts everything on loopback and keeps it for the demo page.</summary>
internal sealed class SmtpSink(int port, Journal<CaughtMail> journal, TimeProvider time) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port);
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    public void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync(_stop.Token);
    }

    private async Task AcceptAsync(CancellationToken ct)
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(ct), ct);
        }
        catch (OperationCanceledException)
        {
            // The demo ends.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        using (client)
        {
            try
            {
                await new SmtpSession(client.GetStream(), journal, time).RunAsync(ct);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The sender went away; what it was told is accepted is already in the journal.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }
}
