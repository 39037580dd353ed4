namespace Monitor.Alerts.Decide;

/// <summary>How patient the alert book is.</summary>
public sealed record AlertBookOptions
{
    /// <summary>A clear signal resolves only when this long has passed since the last firing one.</summary>
    public TimeSpan HoldDown { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Orange and red levels count as issued without a person.</summary>
    public bool IssueAutomatically { get; init; }

    /// <summary>An alert that goes on firing unchanged is stored again only when its last firing look moved by this much.</summary>
    public TimeSpan TouchEvery { get; init; } = TimeSpan.FromSeconds(30);

    public AlertingOptions Rules { get; init; } = new();

    /// <summary>By target id.</summary>
    public IReadOnlyDictionary<string, TargetPlan> Targets { get; init; } = new Dictionary<string, TargetPlan>();
}
