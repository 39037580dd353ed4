using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts;
using Monitor.Alerts.Rate;
using Monitor.Alerts.WeCom;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Storage.Sqlite;

namespace Monitor.EndToEnd.Support.Doomed;

/// <summary>What the ledger says was said, beside what the receivers saw.</summary>
internal sealed class DoomedBooks
{
    public const string RobotKey = "7f3a9c1e-4b2d-8e55-0c6d1f2a3b4c";

    private static readonly NoticeKind[] Ends = [NoticeKind.Resolved];

    private readonly IReadOnlyList<Taken> _taken;
    private readonly Dictionary<(string Channel, string Key), List<Notice>> _meant;

    private DoomedBooks(IReadOnlyList<Alert> alerts, IReadOnlyList<Decision> decisions, IReadOnlyList<NoticeRecord> notices, IReadOnlyList<Taken> taken, string integrity, AuditCheck trail)
    {
        (Alerts, Decisions, Notices, _taken, Integrity, Trail) = (alerts, decisions, notices, taken, integrity, trail);
        var robot = Robot();
        _meant = notices.Select(n => n.Notice).Reverse()
            .GroupBy(n => (n.Channel, n.Channel == "robot" ? RoughReceiver.KeyOfRobot(JsonDocument.Parse(robot.Preview(n)[0]).RootElement) : n.Id))
            .ToDictionary(g => g.Key, g => g.ToList());
    }

    public IReadOnlyList<Alert> Alerts { get; }

    public IReadOnlyList<Decision> Decisions { get; }

    public IReadOnlyList<NoticeRecord> Notices { get; }

    public string Integrity { get; }

    public AuditCheck Trail { get; }

    public static async Task<DoomedBooks> OpenAsync(DoomedHouse house, CancellationToken ct)
    {
        await using var store = await SqliteStore.OpenAsync(house.Data, TimeProvider.System, NullLoggerFactory.Instance, ct);
        return new DoomedBooks(
            await store.Ledger.AlertsAsync(DateTimeOffset.MinValue, 100_000, ct),
            await store.Ledger.DecisionsAsync(null, 1_000_000, ct),
            await store.Ledger.NoticesAsync(null, 1_000_000, ct),
            [.. house.Receiver.AllTaken, .. house.Letters],
            await store.IntegrityCheckAsync(ct),
            AuditChain.Verify(await store.Ledger.AuditChainAsync(0, 1_000_000, ct)));
    }

    /// <summary>Notices the ledger holds for delivered that nobody saw.</summary>
    public IReadOnlyList<string> Lost => [.. _meant.Where(m => Seen(m.Key).Count < m.Value.Count).Select(m => $"{m.Key.Channel} {m.Value[0].Id}")];

    /// <summary>What was seen and stands in no ledger.</summary>
    public IReadOnlyList<string> FromNowhere => [.. _taken.Where(t => !_meant.ContainsKey((t.Channel, t.Key))).Select(t => $"{t.Channel} {t.Key}")];

    /// <summary>Repeats for which no dropped or late answer accounts; each must be owed to a kill. With the life of the message that was repeated.</summary>
    public IReadOnlyList<Taken> OwedToKills =>
        [.. _meant.SelectMany(m => Repeated(m.Key, m.Value.Count))];

    public int Repeats => _meant.Sum(m => Seen(m.Key).Count - m.Value.Count);

    public int Dropped => _taken.Count(t => !t.Answered);

    /// <summary>Ends seen before, or without, the beginning of the same alert on the same channel.</summary>
    public IReadOnlyList<string> EndsBeforeBeginnings => [.. Notices.Select(n => n.Notice).Where(n => Ends.Contains(n.Kind)).Where(end =>
    {
        var first = Notices.Select(n => n.Notice).Where(n => n.AlertId == end.AlertId && n.Channel == end.Channel && n != end).MinBy(n => n.CreatedAt);
        return first is null || FirstSeen(first) > FirstSeen(end);
    }).Select(n => $"{n.Channel} {n.Id}")];

    private List<Taken> Seen((string Channel, string Key) key) => [.. _taken.Where(t => t.Channel == key.Channel && t.Key == key.Key)];

    private IEnumerable<Taken> Repeated((string Channel, string Key) key, int meant)
    {
        var seen = Seen(key);
        // The last one was settled, or the notice would still be waiting.
        return seen.Take(seen.Count - meant).Where(t => t.Answered);
    }

    private int FirstSeen(Notice notice)
    {
        var key = _meant.Single(m => m.Value.Contains(notice)).Key;
        return _taken.ToList().FindIndex(t => t.Channel == key.Channel && t.Key == key.Key);
    }

    private static INotifier Robot() => NotifierCatalog.Kinds.Single(k => k.Name == "wecom").Create(
        new ChannelDefinition { Id = "robot", Kind = "wecom", Options = new WeComOptions { Key = new Secret("env:X", RobotKey) } },
        new NotifierServices(TimeProvider.System, NullLoggerFactory.Instance, new HttpClient(), new RateBook(new Random(1))));
}
