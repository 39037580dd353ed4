using Monitor.Alerts.Decide;
using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;

namespace Monitor.Tests.Alerts.Decide;

/// <summary>An alert book with a ledger of its own: each tick's outcome is stored as the real one would be.</summary>
internal sealed class Book(AlertBookOptions? options = null, params ChannelDefinition[] channels)
{
    private AlertBook _book = Make(options, channels);

    private static AlertBook Make(AlertBookOptions? options, ChannelDefinition[] channels) => new(options ?? new AlertBookOptions(), channels, new NoticeVoice(Compose, new NoticeWriter(new NoticeWriterOptions()).Summary));

    public static DateTimeOffset Start { get; } = new(2026, 6, 26, 8, 0, 0, TimeSpan.FromHours(8));

    public Dictionary<string, Alert> Alerts { get; } = [];

    public List<Notice> Sent { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public List<HeldNotice> Held { get; } = [];

    public List<Silence> Silences { get; } = [];

    public Alert Only => Alerts.Values.Single();

    /// <summary>A book that remembers nothing but what the ledger kept.</summary>
    public void Restart() => _book = Make(options, channels);

    public JudgeOutcome Tick(double seconds, params Signal[] signals)
    {
        var open = Alerts.Values.Where(a => a.State != AlertState.Resolved).ToList();
        return Store(_book.Decide(open, signals, Standing(Start.AddSeconds(seconds)), Start.AddSeconds(seconds)));
    }

    /// <summary>A look whose outcome the ledger refuses: the book remembers it, nobody else does.</summary>
    public void TickInVain(double seconds, params Signal[] signals) =>
        _book.Decide([.. Alerts.Values.Where(a => a.State != AlertState.Resolved)], signals, Standing(Start.AddSeconds(seconds)), Start.AddSeconds(seconds));

    public JudgeOutcome Acknowledge(double seconds, string id) => Store(_book.Acknowledge(Alerts[id], "值班员", Start.AddSeconds(seconds)));

    public JudgeOutcome Issue(double seconds, string id) => Store(_book.Issue(Alerts[id], "值班员", Start.AddSeconds(seconds)));

    public static Signal Signal(SignalState state, WarningLevel level = WarningLevel.Yellow, string subject = "portal", string why = "连续 3 次", Team team = Team.Security) => new()
    {
        Kind = "outage",
        Subject = subject,
        Team = team,
        Level = level,
        At = Start,
        Since = Start.AddMinutes(-1),
        Title = "志愿填报系统无法访问",
        Why = why,
        State = state,
    };

    public static ChannelDefinition Channel(string id, WarningLevel min = WarningLevel.Blue, params Team[] teams) => new() { Id = id, Kind = "log", MinLevel = min, Teams = teams };

    /// <summary>As the ledger would give it.</summary>
    private Standing Standing(DateTimeOffset now) => new()
    {
        Silences = [.. Silences],
        Held = [.. Held],
        Sent = [.. Sent.Where(n => n.CreatedAt > now.AddHours(-24)).Select(n => new SentMark(n.Channel, n.Topic!, n.CreatedAt))],
    };

    private static Notice Compose(Alert alert, NoticeKind kind, string channel, DateTimeOffset now) => new()
    {
        Id = $"{alert.Id}:{alert.Version}:{kind}:{channel}",
        AlertId = alert.Id,
        Kind = kind,
        Channel = channel,
        Level = alert.Level,
        Subject = alert.Title,
        Text = alert.Why,
        CreatedAt = now,
    };

    private JudgeOutcome Store(JudgeOutcome outcome)
    {
        foreach (var alert in outcome.Changed)
        {
            if (Alerts.TryGetValue(alert.Id, out var old) && alert.Version != old.Version + 1)
                throw new InvalidOperationException($"{alert.Id}: version {alert.Version} after {old.Version}");
            Alerts[alert.Id] = alert;
        }

        Sent.AddRange(outcome.Notices);
        Held.AddRange(outcome.Held);
        Held.RemoveAll(h => outcome.Unheld.Contains(h.Id));
        Decisions.AddRange(outcome.Decisions);
        return outcome;
    }
}
