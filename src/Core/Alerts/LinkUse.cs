namespace Monitor.Core.Alerts;

/// <summary>That a link of a notice was used; it counts once.</summary>
/// <param name="Id">Hash of the link's token: who reads the ledger cannot make a link of it.</param>
/// <param name="Expires">From then on the link is refused by its date, and the row may go.</param>
public sealed record LinkUse(string Id, string AlertId, DateTimeOffset At, DateTimeOffset Expires);
