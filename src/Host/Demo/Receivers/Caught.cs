namespace Monitor.Host.Demo.Receivers;

/// <summary>A mail that reached the demo's sink.</summary>
internal sealed record CaughtMail(DateTimeOffset At, string From, IReadOnlyList<string> To, string Subject, string Text, string? MessageId);

/// <summary>A webhook call that reached the demo's receiver.</summary>
/// <param name="At">Simulated time.</param>
/// <param name="Signed">Whether the signature fits body and secret.</param>
/// <param name="Body">As received.</param>
/// <param name="Headers">The headers that carry id and signature.</param>
internal sealed record CaughtCall(DateTimeOffset At, bool Signed, string Body, IReadOnlyDictionary<string, string> Headers);
