using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Drill.Reporting;

namespace Monitor.Host.Drill.Running;

/// <summary>
/// 演练结束, to everyone the drill may have reached. It goes through the service's own outbox, which outlives the drill: a channel that is down hears it
/// when it is up again. Its id is the drill's and the channel's, so saying it again after a crash says it once.
/// </summary>
internal static class DrillFarewell
{
    private const int Most = 10_000;

    public static async Task<IReadOnlyList<string>> ReachedAsync(ILedger drill, CancellationToken ct) =>
        [.. (await drill.NoticesAsync(null, Most, ct)).Where(n => n.Status != NoticeStatus.Waiting || n.Notice.Attempts > 0).Select(n => n.Notice.Channel).Distinct().Order(StringComparer.Ordinal)];

    public static Notice Of(DrillState state, ChannelDefinition channel, DateTimeOffset now) => DrillMark.On(
        new Notice
        {
            Id = $"drill:{state.Id}:over:{channel.Id}",
            Kind = NoticeKind.Drill,
            Channel = channel.Id,
            Level = WarningLevel.Blue,
            Subject = channel.Language == Language.En ? $"Exercise over: {state.Scenario.Title}" : $"演练结束：{state.Scenario.Title}",
            Text = channel.Language == Language.En ? English(state) : Chinese(state),
            CreatedAt = now,
        }, channel.Language);

    public static IReadOnlyList<Notice> To(DrillState state, MonitorConfig config, IEnumerable<string> channels, DateTimeOffset now) =>
        [.. config.Channels.Where(c => channels.Contains(c.Id, StringComparer.Ordinal)).Select(c => Of(state, c, now))];

    private static string Chinese(DrillState s) =>
        $"演练“{s.Scenario.Title}”已结束（{DrillWords.Of(s.EndReason)}）。自 {DrillWords.Time(s.StartedAt)} 起带有{DrillMark.Chinese}字样的信息都是演练，不需要再处置。真实告警不带此字样，一直照常发送。\n演练编号：{s.Id}\n";

    private static string English(DrillState s) =>
        $"The exercise \"{s.Scenario.Title}\" is over. Everything since {DrillWords.Time(s.StartedAt)} marked {DrillMark.English} was an exercise and needs no further action. Real alerts carry no such mark and went out as always.\nExercise: {s.Id}\n";
}
