namespace Monitor.Storage.Elasticsearch;

/// <summary>What to do about a request that brought no good answer.</summary>
internal enum ElasticFault
{
    /// <summary>No connection, no answer in time, 429, 502, 503 or 504: the same request may succeed later.</summary>
    Away,

    /// <summary>401 or 403: a person must mend the key or its rights.</summary>
    Refused,

    /// <summary>404.</summary>
    Missing,

    /// <summary>409: somebody else changed it first.</summary>
    Conflict,

    /// <summary>413: the request must become smaller.</summary>
    TooLarge,

    /// <summary>Any other answer: the request itself is wrong.</summary>
    Rejected,
}

/// <summary>A request to Elasticsearch that brought no good answer. The message holds its reason and never a secret.</summary>
internal sealed class ElasticException(ElasticFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    public ElasticFault Fault { get; } = fault;
}
