namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>How far Elasticsearch is behind, for the board, the health page and `monitor elastic check`.</summary>
/// <param name="Waiting">Changes not yet sent.</param>
/// <param name="Dead">Changes Elasticsearch refused for good; they are kept and can be sent again.</param>
/// <param name="BehindSince">Since when not everything was sent; null when all was.</param>
/// <param name="AwaySince">Since when it could not be written to; null when the last attempt succeeded.</param>
/// <param name="Trouble">Its reason, or what a person must do.</param>
/// <param name="NeedsPerson">Nothing is sent until the key, its rights or the templates are mended.</param>
public sealed record SpoolState(long Waiting, long Dead, DateTimeOffset? BehindSince, DateTimeOffset? AwaySince, string? Trouble, bool NeedsPerson)
{
    public static SpoolState Fresh { get; } = new(0, 0, null, null, null, false);
}
