using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Analysis;

namespace Monitor.Host.Drill.Scenarios;

/// <summary>When a drill is over before its time limit.</summary>
internal enum DrillEnd { Acknowledged, Closed, Limit }

/// <summary>An exercise as its author wrote it; a file of config/drills.</summary>
internal sealed record DrillScenario : IValidatableObject
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    [Required, Description("Unique id; `monitor drill` is given this."), RegularExpression("^[a-z0-9][a-z0-9-]{1,62}$")]
    public string Id { get; init; } = "";

    [Required, Description("What is practised, in a line.")]
    public string Title { get; init; } = "";

    [Description("For those who lead the exercise: what people are meant to do.")]
    public string Note { get; init; } = "";

    [Description("About people in distress: title and report only for those who may see such alerts.")]
    public bool Restricted { get; init; }

    [Description("The drill ends after this long whatever people did; at most 8h.")]
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(30);

    [Description("Ends earlier when all has been played and every alert is acknowledged, or every case of it is closed too; limit = never earlier.")]
    public DrillEnd EndWhen { get; init; } = DrillEnd.Acknowledged;

    [Description("Who speaks. An id of config/sources takes name, platform and role from there.")]
    public IReadOnlyList<DrillSource> Sources { get; init; } = [];

    [Description("Which systems are checked. An id of config/targets takes name, interval and confirmations from there.")]
    public IReadOnlyList<DrillTarget> Targets { get; init; } = [];

    [Required, Description("What ought to be detected.")]
    public IReadOnlyList<DrillStep> Expect { get; init; } = [];

    [Required, Description("What happens.")]
    public IReadOnlyList<DrillEvent> Events { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        static ValidationResult Bad(string what, string key) => new(what, [key]);
        if (Limit < TimeSpan.FromSeconds(5) || Limit > Longest) yield return Bad("expected from 5s to 8h", "limit");
        if (Events.Count == 0) yield return Bad("expected at least one event", "events");
        if (Expect.Count == 0) yield return Bad("expected at least one step: an exercise without an expectation teaches nothing", "expect");
        var (sources, targets) = (Sources.Select(s => s.Id).ToHashSet(StringComparer.Ordinal), Targets.Select(t => t.Id).ToHashSet(StringComparer.Ordinal));
        if (sources.Count < Sources.Count) yield return Bad("an id stands twice", "sources");
        if (targets.Count < Targets.Count) yield return Bad("an id stands twice", "targets");
        var kinds = DetectorCatalog.Kinds.Select(k => k.Name).ToArray();
        for (var i = 0; i < Expect.Count; i++)
        {
            if (!kinds.Contains(Expect[i].Kind, StringComparer.Ordinal)) yield return Bad($"no detector has the kind '{Expect[i].Kind}'; known: {string.Join(", ", kinds)}", $"expect[{i}].kind");
            if (Expect[i].After >= Limit) yield return Bad("expected less than the drill's limit", $"expect[{i}].after");
        }

        for (var i = 0; i < Events.Count; i++)
            foreach (var (key, what) in Events[i].Faults(sources, targets, Limit)) yield return Bad(what, $"events[{i}]{key}");
    }
}
