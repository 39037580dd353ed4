using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Text;

namespace Monitor.Host.Replay.Telling;

/// <summary>Tells what is new at a look: a signal once until its state or level changes, an alert likewise, every decision and notice.</summary>
internal sealed class Reporter(IReplayVoice voice, ReplayTally tally, IArchive archive, Func<string, string> name)
{
    private const int Quoted = 3;
    private const int QuoteLength = 120;

    private Dictionary<string, (SignalState, WarningLevel)> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (AlertState, WarningLevel)> _alerts = new(StringComparer.Ordinal);

    public async Task TellAsync(DateTimeOffset at, IReadOnlyList<Signal> signals, JudgeOutcome outcome, CancellationToken ct)
    {
        var before = _signals;
        _signals = new(StringComparer.Ordinal);
        foreach (var signal in signals)
        {
            var now = (signal.State, signal.Level);
            _signals[signal.Fingerprint] = now;
            if (before.TryGetValue(signal.Fingerprint, out var last) && last == now) continue;
            tally.Count(signal);
            voice.Say(at, signal, signal is { State: SignalState.Firing, Restricted: false } ? await ShowAsync(signal.Evidence, ct) : new Evidence([], []));
        }

        tally.Count(outcome);
        foreach (var decision in outcome.Decisions) voice.Say(decision);
        foreach (var alert in outcome.Changed)
        {
            var now = (alert.State, alert.Level);
            if (_alerts.TryGetValue(alert.Id, out var last) && last == now) continue;
            if (alert.State == AlertState.Resolved) _alerts.Remove(alert.Id);
            else _alerts[alert.Id] = now;
            voice.Say(at, alert, new Evidence([.. alert.Evidence.Select(name)], []));
        }

        foreach (var notice in outcome.Notices) voice.Say(notice);
    }

    private async Task<Evidence> ShowAsync(IReadOnlyList<string> ids, CancellationToken ct)
    {
        var quotes = new List<Quote>();
        foreach (var id in ids.Take(Quoted))
        {
            // What people in distress wrote is for those who help them, not for a terminal.
            if (await archive.PostAsync(id, ct) is { } post && !Distress(post))
                quotes.Add(new Quote(name(id), post.SourceId, post.FirstSeen, post.FullText.CutTo(QuoteLength)));
        }

        return new Evidence([.. ids.Select(name)], quotes);
    }

    private static bool Distress(Post post) => post.Assessment?.Topics.Contains(Topics.StudentWellbeing) == true;
}
