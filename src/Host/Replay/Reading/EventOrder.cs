namespace Monitor.Host.Replay.Reading;

/// <summary>Recordings as one stream in the order of time. Lines out of place by up to the tolerance are sorted in; later ones are reported and left out.</summary>
internal sealed class EventOrder(TimeSpan tolerance, Action<ReplayProblem> report)
{
    public IEnumerable<ReplayEvent> Merge(IReadOnlyList<ReplayFile> files)
    {
        var heads = new PriorityQueue<IEnumerator<ReplayEvent>, (DateTimeOffset At, int File)>();
        var all = files.Select(f => Sort(f).GetEnumerator()).ToList();
        try
        {
            for (var i = 0; i < all.Count; i++)
                if (all[i].MoveNext()) heads.Enqueue(all[i], (all[i].Current.At, i));
            while (heads.TryDequeue(out var head, out var key))
            {
                yield return head.Current;
                if (head.MoveNext()) heads.Enqueue(head, (head.Current.At, key.File));
            }
        }
        finally
        {
            foreach (var one in all) one.Dispose();
        }
    }

    private IEnumerable<ReplayEvent> Sort(ReplayFile file)
    {
        var held = new PriorityQueue<ReplayEvent, (DateTimeOffset At, int Line)>();
        var (newest, released) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        foreach (var line in file.Lines())
        {
            if (line.Event is not { } e) continue;
            if (e.At < released)
            {
                report(new ReplayProblem(line.File, line.Line, $"out of order: {(released - e.At).TotalMinutes:0} minutes before lines already played, tolerance {tolerance.TotalMinutes:0}; left out"));
                continue;
            }

            held.Enqueue(e, (e.At, line.Line));
            if (e.At > newest) newest = e.At;
            while (held.TryPeek(out var first, out _) && newest - first.At > tolerance)
            {
                released = first.At;
                yield return held.Dequeue();
            }
        }

        while (held.TryDequeue(out var rest, out _)) yield return rest;
    }
}
