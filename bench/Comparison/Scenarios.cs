using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using static Monitor.Core.Signals.SignalState;

namespace Monitor.Bench.Comparison;

/// <summary>The stories. Times are the domain's; a run plays them faster.</summary>
internal static class Scenarios
{
    private static readonly string[] Kinds = ["outage", "burst", "rumour-story", "certificate", "new-offer"];

    public static Scenario Single { get; } = new("one outage and its end", Min(20), [new("site-0001", "outage", [(Min(0), Firing), (Min(6), Clear)])]);

    public static Scenario Children { get; } = new("parent and five children at once", Min(30), Family(parent: 0));

    public static Scenario ParentSoon { get; } = new("parent 30 s after its children", Min(30), Family(parent: 0.5));

    public static Scenario ParentLate { get; } = new("parent 3 min after its children", Min(30), Family(parent: 3));

    public static Scenario Flapping { get; } = new("flapping, 105 s on, 75 s off, ten times", Min(75),
        [new("site-0001", "outage", [.. Enumerable.Range(0, 20).Select(i => (Min((3 * (i / 2)) + (i % 2 * 1.75)), i % 2 == 0 ? Firing : Clear))])]);

    public static Scenario Silent { get; } = new("data missing for 20 min, trouble lasts on", Min(55),
        [new("site-0001", "outage", [(Min(0), Firing), (Min(5), Unknown), (Min(25), Firing), (Min(40), Clear)])]);

    public static Scenario KilledDuring { get; } = new("killed at 5 min, goes on till 20", Min(35),
        [new("site-0001", "outage", [(Min(0), Firing), (Min(20), Clear)])])
    { KilledAt = Min(5) };

    public static Scenario KilledOver { get; } = new("killed at 5 min, over before the start", Min(25),
        [new("site-0001", "outage", [(Min(0), Firing), (Min(5.5), Clear)])])
    { KilledAt = Min(5) };

    public static Scenario ErrorBody { get; } = new("receiver says no with HTTP 200 for 5 min", Min(35),
        [new("site-0001", "outage", [(Min(0), Firing), (Min(15), Clear)])])
    { Moods = [(Min(0), Mood.SaysNoWith200), (Min(5), Mood.Takes)] };

    public static Scenario Unreachable { get; } = new("receiver unreachable for 5 min", Min(35),
        [new("site-0001", "outage", [(Min(0), Firing), (Min(15), Clear)])])
    { Moods = [(Min(0), Mood.Unreachable), (Min(5), Mood.Takes)] };

    public static Scenario Storm { get; } = new("1,000 alerts of five kinds in a minute", Min(40),
        [.. Enumerable.Range(0, 1000).Select(i => new Trouble(Name("site", i), Kinds[i % Kinds.Length], [(Min(i / 1000.0), Firing), (Min(15), Clear)]))]);

    public static IReadOnlyList<Scenario> Short { get; } = [Single, Children, ParentSoon, ParentLate, Flapping, Silent, KilledDuring, KilledOver, ErrorBody, Unreachable];

    private static List<Trouble> Family(double parent) =>
    [
        new("gate-0001", "outage", [(Min(parent), Firing), (Min(parent + 12), Clear)], Level: WarningLevel.Orange),
        .. Enumerable.Range(1, 5).Select(i => new Trouble(Name("site", i), "outage", [(Min(0), Firing), (Min(parent + 12), Clear)], "gate-0001", WarningLevel.Orange)),
    ];

    private static string Name(string word, int i) => string.Create(CultureInfo.InvariantCulture, $"{word}-{i:0000}");

    private static TimeSpan Min(double minutes) => TimeSpan.FromMinutes(minutes);
}
