namespace Monitor.Core.Alerts;

/// <summary>A person's last word on an alert: it was worth the call, or it was not. One for each alert, the last one given.</summary>
/// <param name="Kind">Detector kind of the alert; precision is counted by it.</param>
public sealed record AlertVerdict(string AlertId, string Kind, bool Right, string Who, DateTimeOffset At);
