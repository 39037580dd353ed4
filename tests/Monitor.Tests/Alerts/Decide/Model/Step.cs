using CsCheck;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;

namespace Monitor.Tests.Alerts.Decide.Model;

/// <summary>One thing that happens in a scenario, some time after the one before.</summary>
internal abstract record Step
{
    public static Gen<Step> Any { get; } = Gen.Frequency(
        (16, Gen.Select(SomeSights, SomeSeconds, (s, t) => (Step)new Look(s, t, Refused: false))),
        (2, Gen.Select(SomeSights, SomeSeconds, (s, t) => (Step)new Look(s, t, Refused: true))),
        (2, SomeTrouble.Select(i => (Step)new Acknowledge(i))),
        (1, SomeTrouble.Select(i => (Step)new Issue(i))),
        (2, Gen.Select(Gen.Int[-1, World.Troubles.Count - 1], Gen.Bool, Gen.Int[1, 60], (i, low, m) => (Step)new BeginSilence(i, low, m))),
        (1, Gen.Const((Step)new EndSilences())),
        (2, Gen.Const((Step)new Restart())),
        // Half an hour or a day, ahead or back.
        (1, Gen.OneOf(Gen.Const(-86_400), Gen.Const(-1_800), Gen.Const(1_800), Gen.Const(86_400)).Select(s => (Step)new Jump(s))));

    private static Gen<int> SomeTrouble => Gen.Int[0, World.Troubles.Count - 1];

    private static Gen<int> SomeSeconds => Gen.OneOf(Gen.Int[1, 30], Gen.Int[30, 200], Gen.Int[200, 1200]);

    /// <summary>What the detectors see of each trouble; most of the time they say little.</summary>
    private static Gen<Sight[]> SomeSights => Gen.Select(
        Gen.Frequency((3, Gen.Const((SignalState?)null)), (4, Gen.Const((SignalState?)SignalState.Firing)), (3, Gen.Const((SignalState?)SignalState.Clear)), (1, Gen.Const((SignalState?)SignalState.Unknown))),
        Gen.Int[0, 3], (state, level) => new Sight(state, (WarningLevel)level)).Array[World.Troubles.Count];

    /// <param name="Sights">By trouble.</param>
    /// <param name="Seconds">Since the step before.</param>
    /// <param name="Refused">The ledger refuses the outcome, as when a person changed an alert meanwhile.</param>
    public sealed record Look(Sight[] Sights, int Seconds, bool Refused) : Step
    {
        public override string ToString() => $"{(Refused ? "refused look" : "look")} +{Seconds}s {string.Join(' ', Sights.Select(s => s.State is null ? "-" : $"{s.State}/{s.Level}"))}";
    }

    public sealed record Acknowledge(int Trouble) : Step;

    public sealed record Issue(int Trouble) : Step;

    /// <param name="Trouble">-1 = every one.</param>
    /// <param name="Low">Only blue and yellow.</param>
    public sealed record BeginSilence(int Trouble, bool Low, int Minutes) : Step;

    public sealed record EndSilences : Step;

    public sealed record Restart : Step;

    public sealed record Jump(int Seconds) : Step;
}

internal sealed record Sight(SignalState? State, WarningLevel Level);
