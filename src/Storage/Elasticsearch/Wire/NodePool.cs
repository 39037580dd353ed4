namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>
/// The configured nodes in turn. One that failed is left out for a minute, doubling up to half an hour; when all failed, the one that failed
/// first is tried again, for a wrong guess must not close the last door.
/// </summary>
internal sealed class NodePool(IReadOnlyList<Uri> nodes, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly (DateTimeOffset Until, int Failures)[] _state = new (DateTimeOffset, int)[nodes.Count];
    private int _turn = -1;

    public int Count => nodes.Count;

    public (int Index, Uri Address) Next()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            for (var i = 0; i < nodes.Count; i++)
            {
                _turn = (_turn + 1) % nodes.Count;
                if (_state[_turn].Until <= now) return (_turn, nodes[_turn]);
            }

            var first = Array.IndexOf(_state, _state.MinBy(s => s.Until));
            return (first, nodes[first]);
        }
    }

    public void Answered(int index)
    {
        lock (_gate) _state[index] = default;
    }

    public void Failed(int index)
    {
        lock (_gate)
        {
            var failures = _state[index].Failures + 1;
            var rest = TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, Rest.Ticks << Math.Min(failures - 1, 10)));
            _state[index] = (time.GetUtcNow() + rest, failures);
        }
    }
}
