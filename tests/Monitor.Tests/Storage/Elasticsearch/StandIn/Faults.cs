namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>What goes wrong at the server, as a test sets it; all off at first.</summary>
internal sealed class Faults
{
    private int _rejections;
    private int _resets;

    /// <summary>Connections are cut before anything is read: the server is away.</summary>
    public bool Away { get; set; }

    /// <summary>Every request is answered with this.</summary>
    public int? Status { get; set; }

    /// <summary>So many of the next bulk requests are answered 429 as a whole.</summary>
    public int Rejections { get => _rejections; set => _rejections = value; }

    /// <summary>So many of the next bulk requests are carried out, and then the connection is cut instead of an answer.</summary>
    public int ResetsAfterApplying { get => _resets; set => _resets = value; }

    /// <summary>Bulk bodies above this are answered 413.</summary>
    public int MostBytes { get; set; } = int.MaxValue;

    /// <summary>The fault of a single bulk item, by its id; null for none.</summary>
    public Func<string, Refusal?> Item { get; set; } = _ => null;

    /// <summary>Searches answer 200, but not for all shards.</summary>
    public bool HalfTheShards { get; set; }

    /// <summary>Answers wait for this.</summary>
    public Task Slow { get; set; } = Task.CompletedTask;

    public static Refusal Busy { get; } = new(429, "es_rejected_execution_exception", "rejected execution of coordinating operation");

    /// <summary>An index whose primary shard is gone.</summary>
    public static Refusal Red { get; } = new(503, "unavailable_shards_exception", "primary shard is not active Timeout: [1m]");

    public bool TakeRejection() => Interlocked.Decrement(ref _rejections) >= 0 || Restore(ref _rejections);

    public bool TakeReset() => Interlocked.Decrement(ref _resets) >= 0 || Restore(ref _resets);

    private static bool Restore(ref int count)
    {
        Interlocked.Increment(ref count);
        return false;
    }
}
