namespace Monitor.Core.Security;

/// <summary>The right of another program to use the API in a role. The key itself is kept nowhere.</summary>
/// <param name="Name">Names it to people, also after it was revoked: lower-case letters, digits and dashes.</param>
/// <param name="Hash">SHA-256 of the key, 64 lower-case hex digits.</param>
/// <param name="Start">The key's first characters, by which people tell keys apart.</param>
/// <param name="Expires">First moment at which it no longer opens anything; null = never by itself.</param>
public sealed record ApiKey(string Name, Role Role, string Hash, string Start, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? Expires)
{
    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    /// <summary>Exact to a minute.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    public bool IsGoodAt(DateTimeOffset now) => RevokedAt is null && !(Expires <= now);

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"API key {Name} ({Role})";
}
