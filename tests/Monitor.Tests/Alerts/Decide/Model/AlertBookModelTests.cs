using CsCheck;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Alerts.Decide.Model;

/// <summary>
/// The book against people's expectations under everything that can come together: several troubles rising and falling, missing data, silences,
/// maintenance, quiet hours, caps, storms, people's acts, commits refused, restarts, and a clock that jumps both ways.
/// </summary>
public sealed class AlertBookModelTests
{
    [Fact]
    public void Nobody_hears_of_nothing_too_much_or_out_of_order_and_in_the_end_everyone_was_told_or_the_record_says_why_not() =>
        Step.Any.Array[1, 50].Sample(Play, iter: LongRun.Of(300), print: steps => string.Join('\n', steps.Select(s => s.ToString())));

    private static void Play(Step[] steps)
    {
        var scene = new Scene();
        foreach (var step in steps) scene.Play(step);
        scene.End();
    }

    /// <summary>A book, its clock and its listeners.</summary>
    private sealed class Scene
    {
        private readonly Book _book = new(World.Options, [.. World.Channels]);
        private readonly Listeners _listeners = new();
        private double _clock;
        private int _silences;

        public void Play(Step step)
        {
            // No two moments are the same, also after a jump back.
            _clock += 0.001;
            switch (step)
            {
                case Step.Look look:
                    _clock += look.Seconds;
                    Look(look.Refused, [.. look.Sights.Index().Where(s => s.Item.State is not null).Select(s => World.Signal(s.Index, s.Item.State!.Value, s.Item.Level))]);
                    break;
                case Step.Acknowledge a when Open(a.Trouble) is { } alert:
                    _listeners.Hear(_book.Acknowledge(_clock, alert.Id), [], _book.Silences, Now);
                    break;
                case Step.Issue i when Open(i.Trouble) is { } alert:
                    _listeners.Hear(_book.Issue(_clock, alert.Id), [], _book.Silences, Now);
                    break;
                case Step.BeginSilence s:
                    _book.Silences.Add(Silence(s));
                    break;
                case Step.EndSilences:
                    _book.Silences.Clear();
                    break;
                case Step.Restart:
                    _book.Restart();
                    break;
                case Step.Jump j:
                    _clock += j.Seconds;
                    break;
            }
        }

        /// <summary>All is clear for as long as the slowest rule needs, which an hour's steps through two days are; the clock jumps no more.</summary>
        public void End()
        {
            _book.Silences.Clear();
            var calm = Enumerable.Range(0, World.Troubles.Count).Select(i => World.Signal(i, SignalState.Clear, WarningLevel.Blue)).ToArray();
            for (var minute = 0; minute < 45; minute++) Wait(60, calm);
            for (var hour = 0; hour < 26; hour++) Wait(3600, calm);
            _listeners.CheckEnd(_book);
        }

        private DateTimeOffset Now => Book.Start.AddSeconds(_clock);

        private void Wait(int seconds, Signal[] signals)
        {
            _clock += seconds;
            Look(refused: false, signals);
        }

        private void Look(bool refused, Signal[] signals)
        {
            if (refused) _book.TickInVain(_clock, signals);
            else _listeners.Hear(_book.Tick(_clock, signals), signals, _book.Silences, Now);
        }

        private Alert? Open(int trouble) =>
            _book.Alerts.Values.SingleOrDefault(a => a.Subject == World.Troubles[trouble].Subject && a.State != AlertState.Resolved);

        private Silence Silence(Step.BeginSilence s) => new()
        {
            Id = "s" + ++_silences,
            Subject = s.Trouble < 0 ? null : World.Troubles[s.Trouble].Subject,
            UpTo = s.Low ? WarningLevel.Yellow : null,
            Owner = "值班员",
            Reason = "演习",
            From = Now,
            Until = Now.AddMinutes(s.Minutes),
        };
    }
}
