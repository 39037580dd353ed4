using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>Why something is not told now.</summary>
internal sealed record Reason(DecisionReason Kind, string Text);
