namespace Monitor.Host.Api.Push;

/// <summary>The header of the IETF draft: a quoted string; many senders leave the quotes away.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 255;

    /// <summary>How long the same key is answered alike.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <returns>The key or null when there is none; a fault when it is none.</returns>
    public static (string? Key, bool Fault) Read(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count == 0) return (null, false);
        var key = values.Count == 1 ? values[0]!.Trim() : "";
        if (key is ['"', .. var inner, '"']) key = inner;
        return key.Length is 0 or > Longest || key.Any(c => c is < ' ' or > '~' or '"') ? (null, true) : (key, false);
    }
}
