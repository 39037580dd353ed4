using System.CommandLine;
using Monitor.Alerts.Digest;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Host.Configuration;
using Monitor.Host.Digests;

namespace Monitor.Host.Cli;

/// <summary>`monitor digest`: the weekly letter or the daily brief, to look at or to send.</summary>
internal static class DigestCommand
{
    private static readonly string[] Endings = [".html", ".eml", ".docx", ".xlsx", ".txt"];

    public static Command Build()
    {
        var week = new Option<string?>("--week") { Description = "ISO week such as 2026-W24; absent = the last whole week." };
        var day = new Option<string?>("--day") { Description = "The daily brief of a day such as 2026-06-08, in place of a week." };
        var output = new Option<string?>("--out") { Description = "File to write: .html, .eml, .docx, .xlsx or .txt; absent = the text on standard output." };
        var send = new Option<bool>("--send") { Description = "Put the letters into the outbox; what was sent already is not sent again." };
        var channel = new Option<string?>("--channel") { Description = "This channel alone, for what it may read and in its language." };
        var command = new Command("digest", "Writes or sends the weekly letter (周报) or the daily brief (日报), from stored figures only.") { week, day, output, send, channel };
        return Workshop.Command(command, async (services, parsed, ct) =>
        {
            var (config, desk) = (services.GetRequiredService<ICurrentConfig>().Current, services.GetRequiredService<DigestDesk>());
            if (parsed.GetValue(week) is not null && parsed.GetValue(day) is not null) return Common.Usage("--week and --day exclude each other");
            if (Span(parsed.GetValue(week), parsed.GetValue(day), config, services.GetRequiredService<TimeProvider>().GetUtcNow()) is not { } span)
                return Common.Usage("expected an ISO week such as 2026-W24, or a day such as 2026-06-08");
            var name = parsed.GetValue(channel);
            var known = config.Channels.FirstOrDefault(c => c.Id == name);
            if (name is not null && known is null) return Common.Usage($"no channel '{name}'; known: {string.Join(", ", config.Channels.Select(c => c.Id))}");
            if (parsed.GetValue(send)) return await SendAsync(desk, span, name, ct);
            if (parsed.GetValue(output) is not { } file) return Show(await desk.ReadAsync(span, ct), desk, known);
            if (!Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) return Common.Usage($"--out must end in one of {string.Join(", ", Endings)}");
            await File.WriteAllBytesAsync(Path.GetFullPath(file), Bytes(await desk.ReadAsync(span, ct), desk, known, Path.GetExtension(file)), ct);
            Console.WriteLine(Path.GetFullPath(file));
            return Common.Fine;
        });
    }

    private static DigestSpan? Span(string? week, string? day, MonitorConfig config, DateTimeOffset now) =>
        day is not null ? DigestSpan.Day(day, config.Digest.Daily.Cron) : week is not null ? DigestSpan.Week(week) : DigestSpan.LastWeek(now);

    private static Notice Letter(DigestData data, DigestDesk desk, ChannelDefinition? channel) =>
        channel is null ? desk.Preview(data, DigestAudience.Everyone) : desk.Preview(data, DigestDesk.AudienceOf(channel), channel.Language, channel.Id);

    private static int Show(DigestData data, DigestDesk desk, ChannelDefinition? channel)
    {
        Console.Write(Letter(data, desk, channel).Text);
        return Common.Fine;
    }

    private static byte[] Bytes(DigestData data, DigestDesk desk, ChannelDefinition? channel, string ending)
    {
        var (audience, language) = channel is null ? (DigestAudience.Everyone, Language.Zh) : (DigestDesk.AudienceOf(channel), channel.Language);
        return ending.ToLowerInvariant() switch
        {
            ".docx" => desk.Docx(data, audience, language),
            ".xlsx" => desk.Xlsx(data, audience, language),
            ".eml" => MailFile.Write(Letter(data, desk, channel), channel?.Options),
            ".html" => System.Text.Encoding.UTF8.GetBytes(MailFile.Page(Letter(data, desk, channel))),
            _ => System.Text.Encoding.UTF8.GetBytes(Letter(data, desk, channel).Text),
        };
    }

    private static async Task<int> SendAsync(DigestDesk desk, DigestSpan span, string? channel, CancellationToken ct)
    {
        var sent = await desk.SendAsync(span, channel, "cli", ct);
        foreach (var id in sent.New) Console.WriteLine(id);
        foreach (var id in sent.Known) Console.Error.WriteLine($"already sent: {id}");
        if (sent.New.Count + sent.Known.Count > 0) return Common.Fine;
        return Common.Usage("nobody to send to: digest.channels and digest.roles (or digest.daily) name none");
    }
}
