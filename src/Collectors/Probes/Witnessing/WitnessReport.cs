namespace Monitor.Collectors.Probes.Witnessing;

/// <summary>What the witnesses said at one asking.</summary>
public sealed record WitnessReport(int Answered, int Asked);
