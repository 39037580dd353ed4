using CsCheck;
using Monitor.Core.Alerts;

namespace Monitor.Tests.Alerts.Outbox.Model;

/// <summary>One thing that happens to the outbox.</summary>
internal abstract record OutboxStep
{
    public static Gen<OutboxStep> Any { get; } = Gen.Frequency(
        (6, Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[1, 7], (alert, level, channels) => (OutboxStep)new Say(alert, (WarningLevel)level, channels))),
        (6, Gen.Const((OutboxStep)new Pump(Second: false))),
        (1, Gen.Const((OutboxStep)new Pump(Second: true))),
        (4, Gen.OneOf(Gen.Int[1, 5], Gen.Int[60, 200], Gen.Int[2000, 4500]).Select(s => (OutboxStep)new Advance(s))),
        (1, Gen.OneOf(Gen.Const(-86_400), Gen.Const(-1_800)).Select(s => (OutboxStep)new PutBack(s))));

    /// <summary>The next notice of an alert: its beginning, rises, its end, and then the beginning of the next alert.</summary>
    /// <param name="Channels">Bits.</param>
    public sealed record Say(int Alert, WarningLevel Level, int Channels) : OutboxStep;

    /// <param name="Second">By a second process whose clock is the same.</param>
    public sealed record Pump(bool Second) : OutboxStep;

    public sealed record Advance(int Seconds) : OutboxStep;

    public sealed record PutBack(int Seconds) : OutboxStep;
}
