using Monitor.Core.Alerts;

namespace Monitor.Alerts.Robots;

/// <summary>What differs from robot to robot: the body, the signature, the meaning of codes.</summary>
internal interface IRobotSpeech
{
    /// <summary>JSON bodies in order, each within the robot's limit in bytes; without token and signature. The same notice gives the same bodies.</summary>
    IReadOnlyList<string> Bodies(Notice notice);

    /// <summary>One body, addressed and signed for this moment.</summary>
    RobotCall Call(string body, DateTimeOffset now);

    /// <summary>Null for a code nobody has documented: it is tried again.</summary>
    CodeMeaning? Meaning(long code, string message);

    /// <summary>How long a notice had better not be sent although there is room; null = now.</summary>
    TimeSpan? Avoid(Notice notice, DateTimeOffset now) => null;
}

/// <summary>A request to be made.</summary>
/// <param name="Address">With whatever the robot wants in the query.</param>
/// <param name="Body">JSON in UTF-8.</param>
/// <param name="Secrets">What of it must never be shown.</param>
internal sealed record RobotCall(Uri Address, byte[] Body, IReadOnlyList<string> Secrets);

/// <summary>A documented code.</summary>
/// <param name="Outcome">Its class.</param>
/// <param name="Hint">For operators: what it means and what to do.</param>
/// <param name="Wait">With RetryLater: how long the robot stays deaf.</param>
internal sealed record CodeMeaning(DeliveryOutcome Outcome, string Hint, TimeSpan? Wait = null)
{
    public static readonly CodeMeaning Delivered = new(DeliveryOutcome.Delivered, "");

    public static CodeMeaning Never(string hint) => new(DeliveryOutcome.Permanent, hint);

    public static CodeMeaning Later(string hint, double? seconds = null) =>
        new(DeliveryOutcome.RetryLater, hint, seconds is { } s ? TimeSpan.FromSeconds(s) : null);
}
