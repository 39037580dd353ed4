using Monitor.Core.Probes;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>A target with its last hour. Old data is shown as unknown: a silent probe is not a healthy system.</summary>
internal sealed record TargetLight(TargetDefinition Target, IReadOnlyList<ProbeResult> Hour, DateTimeOffset Now)
{
    private ProbeResult? Last => Hour.Count == 0 ? null : Hour[0];

    /// <summary>Whether the reader may see what a result says: its message repeats what was found.</summary>
    public required Func<ProbeResult, bool> Open { private get; init; }

    private bool Stale => Last is null || Now - Last.At > Target.Interval * 3;

    public ProbeState State => Stale ? ProbeState.Unknown : Last!.State;

    public bool Unconfirmed => State == ProbeState.Down && Hour.TakeWhile(r => r.State == ProbeState.Down).Count() < Target.Confirm;

    public string Note => this switch
    {
        { Last: null } => Say("尚无探测结果"),
        { Stale: true } => Say("已 {0} 没有新结果", Times.Span(Now - Last.At)),
        // Lights are on everybody's front page and on walls: what lies open they say to nobody.
        { Last.Findings: var findings } when findings.Any(f => f.Code.StartsWith(Permissions.Exposure, StringComparison.Ordinal)) => Say("有安全发现，见隐患台账"),
        { Last.Message: not null } when !Open(Last) => Say("有安全发现，仅网络安全人员可见"),
        { Unconfirmed: true } => Say("失败待确认：") + Last.Message,
        _ => Last.Message ?? (Last.Timings is { } t ? FormattableString.Invariant($"{t.Total:0} ") + Say("毫秒") : ""),
    };

    public Html Card() => $"""
        <a class="lightcard edge-probe-{State.ToString().ToLowerInvariant()}" href="{Links.To("targets", Target.Id)}"><span class="head"><b>{Target.Name}</b>{Badges.Of(State)}</span>
        {Strip()}<span class="muted">{Note}</span></a>
        """;

    /// <summary>Sixty minutes, oldest left. Height says the same as colour: the taller, the worse.</summary>
    public Html Strip()
    {
        var failed = Hour.Count(r => r.State == ProbeState.Down);
        var cells = Hour.GroupBy(r => (int)(Now - r.At).TotalMinutes).Where(g => g.Key is >= 0 and < 60);
        return $"""
            <svg class="strip" viewBox="0 0 240 24" preserveAspectRatio="none" role="img" aria-label="{Say("最近一小时 {0} 次探测，{1} 次失败", Hour.Count, failed)}">
            <rect x="0" y="23" width="240" height="1" class="base"/>{cells.Select(g => Cell(g.Key, g.Max(r => r.State)))}</svg>
            """;
    }

    private static Html Cell(int minutesAgo, ProbeState worst)
    {
        var height = worst switch { ProbeState.Down => 24, ProbeState.Degraded => 16, ProbeState.Up => 9, _ => 4 };
        return $"<rect x=\"{(59 - minutesAgo) * 4}\" y=\"{24 - height}\" width=\"3\" height=\"{height}\" class=\"cell-{worst.ToString().ToLowerInvariant()}\"/>";
    }
}

internal static class TargetLights
{
    public static async Task<IReadOnlyList<TargetLight>> ReadAsync(HttpContext context, Desk desk, CancellationToken ct)
    {
        var now = desk.Now;
        List<TargetLight> lights = [];
        foreach (var target in desk.Config.Targets.Where(t => t.Enabled))
            lights.Add(new TargetLight(target, await desk.Archive.ProbesAsync(target.Id, now.AddHours(-1), 3600, ct), now) { Open = r => r.Findings.All(f => Permissions.Sees(context.User, f)) });
        return [.. lights.OrderByDescending(l => l.State)];
    }
}
