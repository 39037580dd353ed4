using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Core.Season;

/// <summary>One stretch of the season, from config: 报名, 考前, 考试, 出分, 志愿填报, 录取.</summary>
public sealed record Phase
{
    [Required, Description("Name shown to people, such as 志愿填报.")]
    public string Name { get; init; } = "";

    [Required, Description("First moment, ISO 8601 with offset.")]
    public DateTimeOffset From { get; init; }

    [Required, Description("First moment no longer in it, ISO 8601 with offset.")]
    public DateTimeOffset Until { get; init; }

    [Description("Intervals of sources and targets are divided by this; 2 = twice as often."), Range(0.1, 20)]
    public double Tempo { get; init; } = 1;
}

/// <summary>The season's dates. Outside every phase nothing changes its pace.</summary>
public sealed record ExamSeason
{
    [Description("Name of the season, such as 2026 高考.")]
    public string Name { get; init; } = "";

    [Description("Names of the district as people write them; used for relevance.")]
    public IReadOnlyList<string> Districts { get; init; } = [];

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    public Phase? At(DateTimeOffset now) => Phases.FirstOrDefault(p => p.From <= now && now < p.Until);
}
