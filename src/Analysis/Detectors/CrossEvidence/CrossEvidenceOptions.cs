using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.CrossEvidence;

/// <summary>When posts and probes read together say more than either alone.</summary>
public sealed record CrossEvidenceOptions
{
    [Description("Targets the public can notice; empty = all.")]
    public IReadOnlyList<string> Targets { get; init; } = [];

    [Description("Complaints are counted over this long, five minutes to six hours."), Range(typeof(TimeSpan), "00:05:00", "06:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    [Description("Complaints that confirm a failing target."), Range(1, 100_000)]
    public int MinPosts { get; init; } = 4;

    [Description("Distinct authors of them."), Range(1, 100_000)]
    public int MinAuthors { get; init; } = 3;

    [Description("Complaints that are reported although every target is up."), Range(1, 100_000)]
    public int SurgePosts { get; init; } = 12;

    [Description("Distinct authors of them."), Range(1, 100_000)]
    public int SurgeAuthors { get; init; } = 6;

    [Description("All targets must have been up for this long before complaints count as unexplained: people go on talking about an outage that is over.")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(30);

    [Description("Fewer complaints than this are silence: a target that is down has not been noticed yet."), Range(1, 100_000)]
    public int NoticedPosts { get; init; } = 2;

    [Description("Probe results older than this (or than three intervals, whichever is longer) say nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(5);
}
