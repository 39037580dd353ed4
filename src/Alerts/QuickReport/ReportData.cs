using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.QuickReport;

/// <summary>What is stored of one matter, personal data masked; the report says nothing that is not in here. Alert, case or both are given.</summary>
public sealed record ReportData
{
    public Alert? Alert { get; init; }

    public Case? Case { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset At { get; init; }

    public string? Department { get; init; }

    /// <summary>The department's line of the emergency plan.</summary>
    public string? Playbook { get; init; }

    public IReadOnlyList<CaseClock> Clocks { get; init; } = [];

    public ReportStory? Story { get; init; }

    /// <summary>What official sources said that posts of the story contradict, or deny of them.</summary>
    public IReadOnlyList<ReportWord> Official { get; init; } = [];

    public IReadOnlyList<ReportEvidence> Evidence { get; init; } = [];

    /// <summary>Evidence that may not be listed, such as the words of people in distress.</summary>
    public int Withheld { get; init; }

    public ReportCurve? Curve { get; init; }

    /// <summary>Only counts may be said of it.</summary>
    public bool Restricted => Alert?.Restricted == true || Case?.Restricted == true;
}

/// <summary>The story's figures; risks 0..1.</summary>
public sealed record ReportStory(string Text, int Posts, int Authors, int Sources, int Platforms, double MaxRisk, double MeanRisk, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

public sealed record ReportWord(string Quote, string? Url, DateTimeOffset Published);

public sealed record ReportEvidence(string What, DateTimeOffset? At, string Source, string Text, string? Url);

/// <summary>A table of counts over time.</summary>
/// <param name="Note">What the counts cover, when they do not cover all.</param>
public sealed record ReportCurve(string Name, IReadOnlyList<string> Heads, IReadOnlyList<ReportPoint> Points, string? Note);

public sealed record ReportPoint(DateTimeOffset At, IReadOnlyList<int> Counts);
