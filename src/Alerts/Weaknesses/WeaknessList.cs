using Monitor.Core.Weaknesses;

namespace Monitor.Alerts.Weaknesses;

/// <summary>The register as it is to be written down.</summary>
/// <param name="Items">In the order in which they are to stand.</param>
/// <param name="Names">Names of targets by their id; one without a name goes by its id.</param>
/// <param name="At">When it is written.</param>
/// <param name="Scope">Which of the register these are, in Chinese.</param>
public sealed record WeaknessList(IReadOnlyList<Weakness> Items, IReadOnlyDictionary<string, string> Names, DateTimeOffset At, string Scope)
{
    public string Name(string targetId) => Names.GetValueOrDefault(targetId, targetId);

    internal IReadOnlyList<Weakness> In(params ReadOnlySpan<WeaknessState> states)
    {
        var wanted = states.ToArray();
        return [.. Items.Where(w => wanted.Contains(w.StateAt(At)))];
    }
}
