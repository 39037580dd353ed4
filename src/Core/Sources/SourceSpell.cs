namespace Monitor.Core.Sources;

/// <summary>A stretch of reads that all went wrong in the same way, with what the first of them saw.</summary>
/// <param name="Until">The first read that went otherwise; null while it lasts.</param>
/// <param name="Runs">How many reads it has lasted.</param>
/// <param name="Error">Of the first read, for a person.</param>
/// <param name="Sample">Beginning of the answer that began it, masked; null when there was none.</param>
public sealed record SourceSpell(string SourceId, SourceState State, DateTimeOffset Since, DateTimeOffset? Until, int Runs, string? Error, string? Sample)
{
    /// <summary>Characters of a sample that are kept.</summary>
    public const int MostSample = 4096;

    /// <summary>Spells of one source that are kept.</summary>
    public const int Most = 50;
}

/// <summary>What was answered to a push, kept so that the same push sent again is answered alike and stored once.</summary>
/// <param name="Key">Idempotency key of the sender.</param>
/// <param name="Body">Hash of the body that came with it.</param>
/// <param name="Answer">As it was sent.</param>
public sealed record PushReceipt(string SourceId, string Key, string Body, int Status, string Answer, DateTimeOffset Expires);
