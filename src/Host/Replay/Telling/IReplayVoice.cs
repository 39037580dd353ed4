using Monitor.Core.Alerts;
using Monitor.Core.Signals;

namespace Monitor.Host.Replay.Telling;

/// <summary>Says what would have been, as it happens.</summary>
internal interface IReplayVoice
{
    void Say(DateTimeOffset at, Signal signal, Evidence evidence);

    void Say(Decision decision);

    void Say(DateTimeOffset at, Alert alert, Evidence evidence);

    void Say(Notice notice);

    void Say(ReplayTally tally);
}

/// <summary>What shows it: all ids as the recording wrote them, and the first few posts in their masked words.</summary>
internal sealed record Evidence(IReadOnlyList<string> Ids, IReadOnlyList<Quote> Quotes);

internal sealed record Quote(string Id, string Source, DateTimeOffset At, string Text);
