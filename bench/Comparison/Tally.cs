using Monitor.Core.Signals;

namespace Monitor.Bench.Comparison;

/// <summary>What people got from one side of one story. Times in minutes of the story.</summary>
/// <param name="Calls">Calls of the receiver, refused ones too.</param>
/// <param name="Shown">Messages people saw.</param>
/// <param name="First">From the first trouble's beginning to the first message that says so; null when none came.</param>
/// <param name="End">From the last true end to the last word "over"; null when nothing is truly over or it was never said.</param>
/// <param name="Named">Troubles whose beginning was told by name.</param>
/// <param name="OnlyCounted">Beginnings told as a number without a name ("and 84 more").</param>
/// <param name="FalseEnds">"Over" said of what was not known to be over.</param>
/// <param name="LostBeginnings">Troubles nobody was told of, neither by name nor by number; those with a told cause are not meant to be told.</param>
/// <param name="LostEnds">Told by name to have begun, truly over at the end, never told to be over.</param>
/// <param name="UntoldEnds">"Over" said of what was never said to have begun.</param>
/// <param name="Repeats">Messages that say nothing new.</param>
/// <param name="Children">Troubles told while the cause that explains them lasted and was told.</param>
internal sealed record Tally(
    int Calls, int Shown, double? First, double? End, int Named, int OnlyCounted, int FalseEnds, int LostBeginnings, int LostEnds, int UntoldEnds, int Repeats, int Children)
{
    /// <param name="look">What was true one look ago is not yet false.</param>
    public static Tally Of(Scenario scenario, IReadOnlyList<Call> calls, TimeSpan look)
    {
        var shown = calls.Where(c => c.Shown).OrderBy(c => c.Moment).ToList();
        var last = new Dictionary<string, Word>(StringComparer.Ordinal);
        var (begun, children, untold) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var (falseEnds, repeats, counted) = (0, 0, 0);
        TimeSpan? first = null, end = null;
        foreach (var (moment, _, heard) in shown)
        {
            var news = heard.Unnamed > 0;
            counted = Math.Max(counted, heard.Unnamed);
            foreach (var (name, word) in heard.Words.Where(w => !last.TryGetValue(w.Name, out var before) || before != w.Word))
            {
                var trouble = scenario.Find(name)!;
                (news, last[name]) = (true, word);
                if (word == Word.Over)
                {
                    end = moment;
                    if (!begun.Contains(name)) untold.Add(name);
                    if (trouble.At(moment) != SignalState.Clear && trouble.At(moment - look) != SignalState.Clear) falseEnds++;
                    continue;
                }

                first ??= moment;
                begun.Add(name);
                if (trouble.DependsOn is { } parent && begun.Contains(parent) && scenario.Find(parent)!.At(moment) == SignalState.Firing) children.Add(name);
            }

            if (!news) repeats++;
        }

        var lost = scenario.Troubles.Count(t => !begun.Contains(t.Name) && !(t.DependsOn is { } p && begun.Contains(p)));
        var over = scenario.Troubles.Where(t => t.At(scenario.Length) == SignalState.Clear).ToList();
        return new Tally(
            calls.Count, shown.Count, (first - scenario.Troubles.Min(t => t.Began))?.TotalMinutes, over.Count == 0 ? null : (end - over.Max(t => t.Since(scenario.Length)))?.TotalMinutes,
            begun.Count, Math.Min(counted, lost), falseEnds, Math.Max(0, lost - counted), over.Count(t => begun.Contains(t.Name) && last[t.Name] != Word.Over), untold.Count, repeats, children.Count);
    }
}
