namespace Monitor.Collectors.Probes.Capacity;

/// <summary>What an endpoint told at a moment.</summary>
/// <param name="Share">Of the limit, 0 = empty, 1 = full.</param>
internal readonly record struct Reading(DateTimeOffset At, double Share);

/// <summary>A number, or why there is none, in Chinese.</summary>
internal readonly record struct Measured(double? Value, string? Fault)
{
    public static Measured Of(double value) => double.IsFinite(value) ? new(value, null) : new(null, FormattableString.Invariant($"的值是 {value}，不是可用的数"));

    public static Measured Missing(string why) => new(null, why);
}
