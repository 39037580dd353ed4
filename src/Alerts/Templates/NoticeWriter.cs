using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Text;

namespace Monitor.Alerts.Templates;

/// <summary>
/// Writes notices by the templates, in the language of their channel. A template that fails on a notice does not lose it: the next one that
/// serves speaks, at last the built-in one; one that has failed three times is not tried again by this writer.
/// </summary>
public sealed class NoticeWriter
{
    private const int MostLines = 30;
    private const int TitleLength = 60;
    private const int SubjectLength = 300;

    /// <summary>A log of machines keeps what it is sent, so it is sent nothing that acts.</summary>
    private const string Log = "syslog";

    private readonly NoticeWriterOptions _options;
    private readonly Dictionary<string, ChannelDefinition> _channels;
    private readonly TemplateRunner _runner;

    public NoticeWriter(NoticeWriterOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _channels = options.Channels.DistinctBy(c => c.Id).ToDictionary(c => c.Id, StringComparer.Ordinal);
        _runner = new TemplateRunner(options.Templates, options.Failed);
    }

    /// <summary>What the alert book speaks with.</summary>
    public NoticeVoice Voice => new(One, Summary);

    /// <summary>Its id is the idempotency key of this state change on this channel.</summary>
    public Notice One(Alert alert, NoticeKind kind, string channelId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var (channel, words) = Of(channelId);
        var acknowledge = channel.Kind == Log || alert.AcknowledgedAt is not null || alert.State == AlertState.Resolved ? null : _options.Acknowledge?.Invoke(alert, kind, channelId, now);
        var board = Board("alerts", alert.Id);
        var model = new NoticeModel(_options, words).Of(alert, kind, channelId, now, board, acknowledge);
        return Write(channel, kind, model, words, acknowledge?.Url, board, now) with
        {
            Id = $"{alert.Id}:{alert.Version.ToString(CultureInfo.InvariantCulture)}:{kind}:{channelId}".ToLowerInvariant(),
            AlertId = alert.Id,
            Level = alert.Level,
        };
    }

    /// <summary>One notice for many: what waited on a channel, one line an alert, the most severe first, with the beginning and the end of each.</summary>
    /// <param name="held">In the order it was said; the clock may have been set back meanwhile.</param>
    /// <param name="channelId">Where it goes.</param>
    /// <param name="now">Moment of the notice.</param>
    public Notice Summary(IReadOnlyList<HeldNotice> held, string channelId, DateTimeOffset now)
    {
        var (channel, words) = Of(channelId);
        var alerts = held.GroupBy(h => h.AlertId, StringComparer.Ordinal)
            .Select(g => g.ToList())
            .OrderByDescending(g => g[^1].Level).ThenBy(g => g[0].At).ToList();
        var lines = alerts.Take(MostLines).Select(a => words.HeldLine(words.Level(a[^1].Level), Cut(a[^1].Title), a.Select(h => (h.At, h.Kind)))).ToList();
        if (alerts.Count > MostLines) lines.Add(words.MoreAlerts(alerts.Count - MostLines));
        var board = Board("alerts", null);
        var model = new NoticeModel(_options, words).Summary(held, Cut(alerts[0][^1].Title), lines, alerts.Count, channelId, board);
        return Write(channel, NoticeKind.Summary, model, words, null, board, now) with { Id = $"summary:{channelId}:{Key(held)}", Level = held.Max(h => h.Level) };
    }

    /// <summary>The reminder of a case's limit; its id names case, limit and whether it is near or passed: each is told once.</summary>
    /// <param name="alert">The alert it is about, where that is known.</param>
    public Notice Reminder(Case subject, CaseClock clock, Alert? alert, string channelId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(clock);
        var (channel, words) = Of(channelId);
        var board = Board("cases", subject.Id);
        var model = new NoticeModel(_options, words).Of(subject, clock, alert, channelId, board);
        return Write(channel, NoticeKind.CaseReminder, model, words, null, board, now) with { Id = ReminderId(subject, clock, channelId), AlertId = subject.AlertId, Level = subject.Level };
    }

    public static string ReminderId(Case subject, CaseClock clock, string channelId)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(clock);
        return $"case:{subject.Id}:{clock.Kind}:{(clock.State == ClockState.Late ? "late" : "soon")}:{channelId}".ToLowerInvariant();
    }

    /// <summary>Says in subject and text that nothing has happened.</summary>
    public Notice Test(string channelId, WarningLevel level, DateTimeOffset now)
    {
        var (channel, words) = Of(channelId);
        var board = Board("", null);
        var model = new NoticeModel(_options, words).Test(level, channelId, now, board);
        return Write(channel, NoticeKind.Test, model, words, null, board, now) with { Id = $"test:{now.ToUnixTimeMilliseconds()}:{channelId}", Level = level };
    }

    private Notice Write(ChannelDefinition channel, NoticeKind kind, Dictionary<string, object?> model, NoticeWords words, string? acknowledge, string? board, DateTimeOffset now)
    {
        var (subject, text, html) = _runner.Render(channel.Kind, kind, channel.Language, model);
        return new Notice
        {
            Id = "",
            Kind = kind,
            Channel = channel.Id,
            Level = WarningLevel.Blue,
            Subject = NoticeModel.Line(subject.CutTo(SubjectLength)),
            Text = text.Trim() + "\n",
            Html = html?.Trim(),
            Language = channel.Language,
            Links = [.. Links(words, acknowledge, board).Where(l => text.Contains(l.Url, StringComparison.Ordinal))],
            CreatedAt = now,
        };
    }

    private static IEnumerable<NoticeLink> Links(NoticeWords words, string? acknowledge, string? board)
    {
        if (acknowledge is not null) yield return new NoticeLink(words.Acknowledge, acknowledge, Acts: true);
        if (board is not null) yield return new NoticeLink(words.Board, board);
    }

    private (ChannelDefinition Channel, NoticeWords Words) Of(string channelId)
    {
        var channel = _channels.GetValueOrDefault(channelId) ?? new ChannelDefinition { Id = channelId };
        return (channel, NoticeWords.Of(channel.Language));
    }

    private string? Board(string page, string? id) => _options.PublicUrl is { } url ? $"{url}/{page}{(id is null ? "" : "/" + Uri.EscapeDataString(id))}" : null;

    private static string Cut(string title) => NoticeModel.Line(title.Length <= TitleLength ? title : title.CutTo(TitleLength) + "…");

    /// <summary>The same rows give the same id, so a repeated look cannot send them twice.</summary>
    private static string Key(IReadOnlyList<HeldNotice> held) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', held.Select(h => h.Id)))).AsSpan(0, 8));
}
