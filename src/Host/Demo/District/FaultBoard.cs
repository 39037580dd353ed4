using System.Collections.Concurrent;

namespace Monitor.Host.Demo.District;

/// <summary>What can go wrong with the filing system.</summary>
internal enum Fault { Slow, Errors, ExpiredCertificate, TamperedPage }

/// <summary>Which faults are on: by the script, unless a person has switched one by hand.</summary>
internal sealed class FaultBoard(Scenario scenario)
{
    private readonly ConcurrentDictionary<Fault, bool> _byHand = new();

    public bool IsOn(Fault fault) => _byHand.TryGetValue(fault, out var on) ? on : Scripted(fault);

    public bool ByHand(Fault fault) => _byHand.ContainsKey(fault);

    public void Switch(Fault fault, bool on) => _byHand[fault] = on;

    public void Follow(Fault fault) => _byHand.TryRemove(fault, out _);

    private bool Scripted(Fault fault)
    {
        var minute = scenario.Minute;
        return DemoDay.Events.Any(e => e.Fault == fault && e.From <= minute && minute < e.Until);
    }
}
