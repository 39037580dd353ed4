namespace Monitor.Alerts.Rate;

/// <summary>
/// The sliding windows of one robot. Who finds no room is told when there will be some, each a later moment, so that a hundred waiting
/// notices do not come back together for one place.
/// </summary>
internal sealed class RateBucket(IReadOnlyList<RateRule> rules)
{
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _taken = [];
    private readonly List<DateTimeOffset> _calmTold = [];
    private readonly List<DateTimeOffset> _urgentTold = [];
    private readonly TimeSpan _longest = rules.Max(r => r.Per);
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>Null: a place is taken, send now. Else how long to wait before asking again; nothing is taken.</summary>
    public TimeSpan? Ask(bool urgent, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now < _closedUntil) return _closedUntil - now;
            var told = urgent ? _urgentTold : _calmTold;
            _taken.RemoveAll(t => t <= now - _longest);
            told.RemoveAll(t => t <= now);
            if (Free(_taken, urgent, now) <= now)
            {
                _taken.Add(now);
                return null;
            }

            var sequence = _taken.Concat(told).ToList();
            var free = Free(sequence, urgent, sequence[^1] > now ? sequence[^1] : now);
            told.Add(free);
            return free - now;
        }
    }

    /// <summary>Nobody knows how much was sent until then: as much as is allowed.</summary>
    public void Fill(DateTimeOffset at)
    {
        lock (_gate)
        {
            _taken.AddRange(Enumerable.Repeat(at, rules.Max(r => r.Most)));
            _taken.Sort();
        }
    }

    /// <summary>The channel itself said that it is too fast: nobody sends before then, for a further message lengthens some channels' punishment.</summary>
    public void Close(DateTimeOffset until)
    {
        lock (_gate) if (until > _closedUntil) _closedUntil = until;
    }

    /// <summary>First moment from <paramref name="from"/> on at which every window has room. <paramref name="sends"/> ascend.</summary>
    private DateTimeOffset Free(IReadOnlyList<DateTimeOffset> sends, bool urgent, DateTimeOffset from)
    {
        foreach (var rule in rules)
        {
            var most = urgent ? rule.Most : rule.Calm;
            if (sends.Count < most) continue;
            var free = sends[^most] + rule.Per;
            if (free > from) from = free;
        }

        return from;
    }
}
