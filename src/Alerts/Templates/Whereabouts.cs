using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>Where an alert is: the system, the source, the platforms of its posts, else the district. Of people in distress never more than the district.</summary>
internal static class Whereabouts
{
    private const int Most = 4;

    public static string Of(Alert alert, NoticeWriterOptions options, NoticeWords words)
    {
        if (alert.Restricted) return words.PeopleIn(options.Districts);
        if (new TargetPlans(options.Targets).Of(alert) is { } target) return words.System(target.Plan.Name.Length > 0 ? target.Plan.Name : target.Id, target.Plan.Host);
        if (options.Sources.TryGetValue(alert.Subject, out var source)) return words.Source(source);
        if (alert.Places.Count == 0) return words.PublicIn(options.Districts);
        var named = string.Join(words.Comma, alert.Places.Take(Most).Select(words.Platform));
        return alert.Places.Count > Most ? named + words.More(alert.Places.Count) : named;
    }
}
