namespace Monitor.Storage.Elasticsearch.Bulk;

internal enum BulkEnd
{
    /// <summary>Stored.</summary>
    Done,

    /// <summary>Stored before: a create whose id is there, or an older version than the one there. A success.</summary>
    Duplicate,

    /// <summary>Not stored for now: send it again later.</summary>
    Retry,

    /// <summary>Will never be stored as it is.</summary>
    Dead,

    /// <summary>Nothing can be stored until a person acts: key, rights or templates.</summary>
    Stop,
}

/// <param name="Index">The index the item went to, which behind a data stream is not the one that was named.</param>
/// <param name="Reason">Elasticsearch's own words, or those of the connection; null when stored.</param>
internal readonly record struct BulkVerdict(BulkEnd End, string? Reason = null, string? Index = null)
{
    public static BulkVerdict Of(int status, string? reason) => status switch
    {
        >= 200 and < 300 => new BulkVerdict(BulkEnd.Done),
        409 => new BulkVerdict(BulkEnd.Duplicate, reason),
        429 or 502 or 503 or 504 => new BulkVerdict(BulkEnd.Retry, $"{status} {reason}"),
        // An index or a stream that cannot be made: its template is missing. Updates of a deleted document are told apart by their caller.
        401 or 403 or 404 => new BulkVerdict(BulkEnd.Stop, $"{status} {reason}"),
        _ => new BulkVerdict(BulkEnd.Dead, $"{status} {reason}"),
    };

    public static BulkVerdict Of(ElasticException e) => e.Fault switch
    {
        ElasticFault.Away => new BulkVerdict(BulkEnd.Retry, e.Message),
        ElasticFault.Refused or ElasticFault.Missing => new BulkVerdict(BulkEnd.Stop, e.Message),
        _ => new BulkVerdict(BulkEnd.Dead, e.Message),
    };
}
