namespace Monitor.Collectors.Fetching;

public enum FetchOutcome { Ok, NotModified, RobotsDenied, Blocked, HttpError, TooLarge, Timeout, Unreachable, RefusedAddress }

/// <summary>What the server gave to recognise an unchanged answer by (RFC 9110, section 13).</summary>
public sealed record Validators(string? ETag, string? LastModified);

/// <summary>The end of one fetch; a failure is a value with a sentence for a person, never an exception.</summary>
public sealed record FetchResult
{
    public required FetchOutcome Outcome { get; init; }

    /// <summary>Address after redirects.</summary>
    public required Uri Url { get; init; }

    public int? Status { get; init; }

    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; }

    public Validators? Validators { get; init; }

    /// <summary>How long the host asked to be left alone; never negative.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What happened, where, and what was expected; null when all is well.</summary>
    public string? Message { get; init; }

    /// <summary>Body as text, its charset found by <see cref="Charset"/>.</summary>
    public string Text() => Charset.Decode(Body, ContentType).Text;

    internal static FetchResult Failed(Uri url, FetchOutcome outcome, string message) =>
        new() { Outcome = outcome, Url = url, Message = $"{url}: {message}" };
}
