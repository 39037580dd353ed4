using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Markup;

/// <summary>Small coloured words. The word always carries the meaning; the colour only repeats it.</summary>
internal static class Badges
{
    public static Html Of(WarningLevel level, bool issued = true)
    {
        var proposed = !issued && level >= WarningLevel.Orange ? Say("（建议）") : "";
        return $"<span class=\"badge level-{level.ToString().ToLowerInvariant()}\">{Words.Of(level)}{proposed}</span>";
    }

    public static Html Of(AlertState state) => $"<span class=\"badge state-{state.ToString().ToLowerInvariant()}\">{Words.Of(state)}</span>";

    public static Html Of(ProbeState state) => $"<span class=\"light probe-{state.ToString().ToLowerInvariant()}\">{Words.Of(state)}</span>";

    public static Html Of(RiskBand band) => $"<span class=\"badge risk-{band.ToString().ToLowerInvariant()}\">{Say("风险")} {Words.Of(band)}</span>";

    public static Html Of(ClaimVerdict verdict) =>
        $"<span class=\"badge risk-{(verdict == ClaimVerdict.Contradicts ? "high" : verdict == ClaimVerdict.Agrees ? "low" : "unsure")}\">{Words.Of(verdict)}</span>";

    public static Html Of(SentimentLabel label) => $"<span class=\"badge mood-{label.ToString().ToLowerInvariant()}\">{Words.Of(label)}</span>";

    public static Html Of(FindingSeverity severity) => $"<span class=\"badge risk-{(severity >= FindingSeverity.Medium ? "high" : "low")}\">{Words.Of(severity)}</span>";

    public static Html Of(SourceState state) => $"<span class=\"light source-{state.ToString().ToLowerInvariant()}\">{Words.Of(state)}</span>";

    public static Html Of(NoticeStatus status) => $"<span class=\"badge notice-{status.ToString().ToLowerInvariant()}\">{Words.Of(status)}</span>";
}
