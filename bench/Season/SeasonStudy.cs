using System.Diagnostics;
using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Monitor.Host.Replay;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Replay.Telling;

namespace Monitor.Bench.Season;

/// <summary>
/// Three real Junes of hot-list headlines under the shipped rules and under rules for headlines: what would have been signalled, when, and which
/// of it was about something that happened. Run from the checkout's root; docs/season-study.md reads the figures.
/// </summary>
internal static class SeasonStudy
{
    public static async Task<int> RunAsync(string folder)
    {
        foreach (var rules in new[] { "config/rules", "bench/season-rules" })
            foreach (var year in new[] { 2021, 2022, 2023 })
                await SeasonAsync(folder, year, rules);
        return 0;
    }

    private static async Task SeasonAsync(string folder, int year, string rules)
    {
        var files = new[] { "weibo", "zhihu" }.Select(l => Path.Combine(folder, $"{l}-{year}.jsonl")).Select(f => new ReplayFile(f, f)).ToList();
        var options = new ReplayOptions { Files = [], Rules = rules, Every = TimeSpan.FromMinutes(1) };
        var clock = Stopwatch.StartNew();
        var survey = ReplaySurvey.Of(files, p => Console.Error.WriteLine(p), default);
        var ear = new Ear();
        var run = new ReplayRun(ReplayConfig.With(ReplayConfig.Load(options), survey), survey, ear);
        var tally = await run.PlayAsync(new EventOrder(options.Tolerance, p => Console.Error.WriteLine(p)).Merge(files), default);
        Report(year, rules, tally, ear.Heard, clock.Elapsed);
    }

    private static void Report(int year, string rules, ReplayTally tally, IReadOnlyList<Heard> heard, TimeSpan took)
    {
        var weeks = (tally.Until - tally.From).TotalDays / 7;
        var known = Incident.All.Where(i => i.At.Year == year).ToList();
        Console.WriteLine(Invariant($"\n== {year}, {rules}: {tally.Posts} headlines, {tally.Looks} looks, {took.TotalSeconds:0} s"));
        foreach (var kind in heard.GroupBy(h => h.Signal.Kind).OrderBy(g => g.Key))
        {
            var about = kind.Count(h => known.Any(i => h.IsAbout(i)));
            Console.WriteLine(Invariant($"{kind.Key}: {kind.Count()} signals, {about} about a known incident, {(kind.Count() - about) / weeks:0.0} others a week"));
        }

        foreach (var incident in known)
        {
            var first = heard.FirstOrDefault(h => h.IsAbout(incident));
            Console.WriteLine(Invariant($"  {(first is null ? "not signalled" : $"{first.Signal.Kind} after {(first.At - incident.At).TotalMinutes:0} min")}: {incident.At:MM-dd HH:mm} {incident.What}"));
        }

        foreach (var h in heard)
            Console.WriteLine(Invariant($"    {h.At.ToOffset(Moments.Beijing):MM-dd HH:mm} {h.Signal.Level} {h.Signal.Kind} {h.Signal.Title} | {string.Join(" / ", h.Quotes.Take(2))}"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Heard(DateTimeOffset At, Signal Signal, IReadOnlyList<string> Quotes)
    {
        public bool IsAbout(Incident incident) => incident.Explains(At, Signal.Title + "\n" + string.Join('\n', Quotes));
    }

    private sealed class Ear : IReplayVoice
    {
        private readonly List<Heard> _heard = [];

        public IReadOnlyList<Heard> Heard => _heard;

        public void Say(DateTimeOffset at, Signal signal, Evidence evidence)
        {
            if (signal.State == SignalState.Firing) _heard.Add(new Heard(at, signal, [.. evidence.Quotes.Select(q => q.Text)]));
        }

        public void Say(Decision decision)
        {
        }

        public void Say(DateTimeOffset at, Alert alert, Evidence evidence)
        {
        }

        public void Say(Notice notice)
        {
        }

        public void Say(ReplayTally tally)
        {
        }
    }
}
