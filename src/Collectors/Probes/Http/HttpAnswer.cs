namespace Monitor.Collectors.Probes.Http;

/// <summary>The last answer of one check. <paramref name="Cut"/> is true when the body was longer than we read.</summary>
internal sealed record HttpAnswer(int Status, string? Charset, byte[] Body, bool Cut, Uri Url);
