namespace Monitor.Alerts.Rate;

/// <summary>At most so many messages in any stretch of time of this length.</summary>
/// <param name="Most">For everything together, kept below what the channel allows: its clock starts when a message arrives, ours when it leaves.</param>
/// <param name="Calm">How many of them blue and yellow may take; the rest is the lane of orange and red.</param>
/// <param name="Per">Length of the sliding window.</param>
internal sealed record RateRule(int Most, int Calm, TimeSpan Per);
