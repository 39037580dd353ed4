using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts.Outbox;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage;

namespace Monitor.Tests.Alerts.Outbox.Model;

/// <summary>A real store and real pumps; channels that answer as the scenario says; a process that dies leaves its pump hanging and its store closed.</summary>
internal sealed class RoughOffice : IAsyncDisposable
{
    public static readonly string[] Channels = ["rough", "mail", "hook"];

    private readonly TempDatabase _database = new();
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly Register _register = new();
    private readonly Dictionary<string, Queue<Answer>> _answers;
    private readonly Channel<(Answer Answer, Notice Notice, TaskCompletionSource<Receipt> Late)> _stuck = Channel.CreateUnbounded<(Answer, Notice, TaskCompletionSource<Receipt>)>();
    private readonly Dictionary<int, int> _said = [];
    private readonly Lock _gate = new();
    private OutboxPump _pump;
    private int _life;
    private int _number;
    private bool _healed;

    public RoughOffice(IReadOnlyList<Answer> answers)
    {
        _answers = Channels.Index().ToDictionary(c => c.Item, c => new Queue<Answer>(answers.Skip(c.Index * answers.Count / Channels.Length).Take(answers.Count / Channels.Length)));
        _pump = NewPump(_time);
    }

    public async Task PlayAsync(OutboxStep step)
    {
        switch (step)
        {
            case OutboxStep.Say say: await SayAsync(say); break;
            case OutboxStep.Pump { Second: false }: await PassAsync(_pump); break;
            case OutboxStep.Pump: await PassAsync(NewPump(_time)); break;
            case OutboxStep.Advance a: _time.Advance(TimeSpan.FromSeconds(a.Seconds)); break;
            case OutboxStep.PutBack p: _time.AdjustTime(_time.GetUtcNow().AddSeconds(p.Seconds)); break;
        }
    }

    /// <summary>Channels take everything from now on; some hours later all is out.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        _healed = true;
        for (var hour = 0; hour < 4; hour++)
        {
            _time.Advance(TimeSpan.FromMinutes(65));
            await PassAsync(_pump);
        }

        var records = (await _database.Ledger.NoticesAsync(null, 10_000, default)).ToDictionary(n => n.Notice.Id);
        lock (_gate) _register.Settle(records);
        return _register.Faults;
    }

    public IReadOnlyList<string> Faults => _register.Faults;

    public async ValueTask DisposeAsync()
    {
        // Pumps of lives that ended in a crash are left as they are.
        await _pump.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task SayAsync(OutboxStep.Say say)
    {
        var turn = _said.GetValueOrDefault(say.Alert);
        _said[say.Alert] = turn + 1;
        var kind = (turn % 4) switch { 0 => NoticeKind.Opened, 3 => NoticeKind.Resolved, _ => NoticeKind.Escalated };
        var alert = $"alert-{say.Alert}-{turn / 4}";
        // The end is said where anything was, as the book does.
        var channels = kind == NoticeKind.Resolved ? Channels.Where(c => _register.Notices.Any(n => n.AlertId == alert && n.Channel == c)) : Channels.Where((_, i) => (say.Channels >> i & 1) == 1);
        var notices = channels.Select(channel => Some.Notice($"{++_number}-{kind}-{channel}", alert) with
        {
            Channel = channel,
            Kind = kind,
            Level = say.Level,
            CreatedAt = _time.GetUtcNow(),
        }).ToList();
        foreach (var notice in notices) _register.Add(notice);
        await _database.Ledger.CommitAsync(new JudgeOutcome { Notices = notices }, default);
    }

    /// <summary>One pass to its end, or to the death of the process.</summary>
    private async Task PassAsync(OutboxPump pump)
    {
        await pump.PumpAsync(default);
        var idle = pump.IdleAsync();
        while (true)
        {
            var stuck = _stuck.Reader.WaitToReadAsync().AsTask();
            await Task.WhenAny(idle, stuck);
            if (!_stuck.Reader.TryRead(out var send)) break;
            if (send.Answer is Answer.DiesBefore or Answer.DiesAfter)
            {
                await DieAsync();
                return;
            }

            if (send.Answer == Answer.AnswersAfterLease) await TakeOverAsync(send.Notice, send.Late);
            else _time.Advance(TimeSpan.FromSeconds(31));
        }

        await idle;
        lock (_gate)
        {
            foreach (var channel in Channels)
                if (_register.Fresh(channel).FirstOrDefault() is { } left) _register.Faults.Add($"{left.Id} was passed over");
        }
    }

    /// <summary>Another process, whose clock went on, finds the lease passed and sends; the first one's answer comes afterwards.</summary>
    private async Task TakeOverAsync(Notice notice, TaskCompletionSource<Receipt> late)
    {
        var ahead = new FakeTimeProvider(_time.GetUtcNow().AddMinutes(3));
        lock (_gate) _register.TakeOver(notice.Id);
        // Its lane of this channel alone: on the others the first process is at work this moment, and who comes first there is chance.
        var lane = new OutboxLane(
            notice.Channel, _database.Ledger, NewWays(calm: true), new Patience(new Backoff(new Random(7)), () => []),
            new OutboxClock(_database.Ledger, ahead, NullLogger.Instance), ahead, NullLogger.Instance);
        await lane.RunAsync(() => { }, default, default);

        lock (_gate) _register.Reach(notice.Id, _life, told: true);
        late.SetResult(new Receipt(DeliveryOutcome.Delivered, "late"));
    }

    private async Task DieAsync()
    {
        // What the dead process still had under way reaches nobody any more.
        lock (_gate) _register.Deaths.Add(_life++);
        await _database.ReopenAsync();
        // Taken by the dead, perhaps on its way to a channel: nobody gets these before their lease ends.
        var taken = _database.Sql("SELECT group_concat(id) FROM outbox WHERE status = 1") as string ?? "";
        lock (_gate) _register.Miss(taken.Split(','));
        while (_stuck.Reader.TryRead(out _))
        {
        }

        _pump = NewPump(_time);
    }

    private OutboxPump NewPump(TimeProvider time) => new(
        _database.Ledger, NewWays(calm: false), time, new Random(7), NullLogger<OutboxPump>.Instance);

    private Dictionary<string, INotifier> NewWays(bool calm) => Channels.ToDictionary(c => c, c => (INotifier)new Rough(this, c, _life, calm), StringComparer.Ordinal);

    private sealed class Rough(RoughOffice office, string channel, int life, bool calm) : INotifier
    {
        /// <summary>The others never hang and their limit is out of reach, so that the clock may be moved while they send.</summary>
        public TimeSpan Limit => channel == "rough" ? TimeSpan.FromSeconds(30) : TimeSpan.FromHours(1);

        public Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
        {
            var late = new TaskCompletionSource<Receipt>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (office._gate)
            {
                if (life != office._life) throw new ObjectDisposedException("the process is dead");
                office._register.Ask(notice);
                var answer = office._healed || calm || !office._answers[channel].TryDequeue(out var next) ? Answer.Delivers : next;
                if (channel != "rough" && answer is Answer.Hangs or Answer.AnswersAfterLease) answer = Answer.Later;
                if (answer is Answer.Delivers or Answer.TakesAndThrows or Answer.DiesAfter) office._register.Reach(notice.Id, life, told: answer == Answer.Delivers);
                if (answer == Answer.Part) office._register.Part(notice.Id, life);
                if (answer == Answer.Never) office._register.Refuse(notice.Id, life);
                if (answer >= Answer.Hangs) office._stuck.Writer.TryWrite((answer, notice, late));
                return answer switch
                {
                    Answer.Delivers => Task.FromResult(new Receipt(DeliveryOutcome.Delivered, "ok")),
                    Answer.Later => Task.FromResult(new Receipt(DeliveryOutcome.RetryLater, "busy")),
                    Answer.LaterAsked => Task.FromResult(new Receipt(DeliveryOutcome.RetryLater, "busy", TimeSpan.FromMinutes(40))),
                    Answer.NoRoom => Task.FromResult(new Receipt(DeliveryOutcome.RetryLater, "no room", TimeSpan.FromSeconds(20)) { Held = true }),
                    Answer.Part => Task.FromResult(new Receipt(DeliveryOutcome.RetryLater, "one of two") { Progress = "1" }),
                    Answer.Never => Task.FromResult(new Receipt(DeliveryOutcome.Permanent, "no")),
                    Answer.Hangs => late.Task.WaitAsync(ct),
                    >= Answer.AnswersAfterLease => late.Task,
                    _ => throw new IOException("broken"),
                };
            }
        }
    }
}
