using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>How one step went.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Failure">Null when it did what it should; its message says what was seen and expected.</param>
/// <param name="Slips">What leaves the journey degraded.</param>
/// <param name="Evidence">First words of the page, masked; empty when there is none.</param>
internal sealed record StepOutcome(int Number, string Name, double Milliseconds, int? Status, Failure? Failure, IReadOnlyList<Finding> Slips, string Evidence)
{
    public string Told => $"第 {Number} 步“{Name}”";

    public string Message => $"{Told}：{Failure?.Message}{(Evidence.Length > 0 ? $"；页面：“{Evidence}”" : "")}";
}
