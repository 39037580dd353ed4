using System.Text;
using MimeKit;

namespace Monitor.Host.Demo.Receivers;

/// <summary>One conversation of RFC 5321, as much of it as a mail client needs: EHLO, MAIL, RCPT, DATA, RSET, NOOP, QUIT.</summary>
internal sealed class SmtpSession(Stream stream, Journal<CaughtMail> journal, TimeProvider time)
{
    private readonly StreamReader _reader = new(stream, Encoding.Latin1, false, 8192, leaveOpen: true);
    private readonly List<string> _to = [];
    private string _from = "";

    public async Task RunAsync(CancellationToken ct)
    {
        await SayAsync("220 demo ESMTP", ct);
        while (await _reader.ReadLineAsync(ct) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "QUIT")
            {
                await SayAsync("221 bye", ct);
                return;
            }

            await SayAsync(verb == "DATA" ? await DataAsync(ct) : Answer(verb, line), ct);
        }
    }

    private string Answer(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO": return "250-demo\r\n250-8BITMIME\r\n250 SIZE 10485760";
            case "HELO" or "NOOP": return "250 ok";
            case "MAIL": _from = Address(line); _to.Clear(); return "250 ok";
            case "RCPT": _to.Add(Address(line)); return "250 ok";
            case "RSET": _from = ""; _to.Clear(); return "250 ok";
            default: return "502 command not implemented";
        }
    }

    private async Task<string> DataAsync(CancellationToken ct)
    {
        if (_to.Count == 0) return "503 no recipients";
        await SayAsync("354 end with a lone dot", ct);
        using var body = new MemoryStream();
        while (await _reader.ReadLineAsync(ct) is { } line)
        {
            if (line == ".")
            {
                Keep(body);
                return "250 accepted";
            }

            // RFC 5321 4.5.2: a leading dot was doubled by the sender.
            body.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }

        throw new IOException("connection closed within DATA");
    }

    private void Keep(MemoryStream body)
    {
        body.Position = 0;
        var mail = MimeMessage.Load(body);
        journal.Add(new CaughtMail(time.GetUtcNow(), _from, [.. _to], mail.Subject ?? "", mail.TextBody ?? mail.HtmlBody ?? "", mail.MessageId));
    }

    private static string Address(string line)
    {
        var open = line.IndexOf('<');
        var close = line.IndexOf('>');
        return open >= 0 && close > open ? line[(open + 1)..close] : line[(line.IndexOf(':') + 1)..].Trim();
    }

    private async Task SayAsync(string answer, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), ct);
    }
}
