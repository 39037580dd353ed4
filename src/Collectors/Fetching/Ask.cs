using System.Net;

namespace Monitor.Collectors.Fetching;

/// <summary>One request: what it asks for, and what goes along.</summary>
/// <param name="Url">Absolute, http or https.</param>
/// <param name="Size">How much of the body is read.</param>
internal sealed record Ask(Uri Url, BodyLimit Size)
{
    /// <summary>Of the answer already held, if any.</summary>
    public Validators? Validators { get; init; }

    /// <summary>Where cookies are taken from and put; null: none is sent, and what the server sets is passed over.</summary>
    public CookieContainer? Cookies { get; init; }
}
