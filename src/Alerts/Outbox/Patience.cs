using System.Globalization;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Outbox;

/// <summary>How long a channel's notices are tried, and how long they pause between two attempts.</summary>
internal sealed class Patience(Backoff backoff, Func<IReadOnlyList<ChannelDefinition>> channels)
{
    /// <summary>For a channel taken out of the config: long enough to notice a slip, and no longer.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromDays(3);

    public TimeSpan Pause(int attempts, TimeSpan? asked) => backoff.After(attempts, asked);

    /// <summary>The time that is over, in words; null while there is some left.</summary>
    public string? IsOver(string channel, TimeSpan age)
    {
        if (channels().FirstOrDefault(c => c.Id == channel) is not { } definition) return age > Gone ? "three days" : null;
        return age > definition.GiveUpAfter ? Words(definition.GiveUpAfter) : null;
    }

    private static string Words(TimeSpan span) => span >= TimeSpan.FromDays(2)
        ? span.TotalDays.ToString("0.#", CultureInfo.InvariantCulture) + " days"
        : span.TotalHours.ToString("0.#", CultureInfo.InvariantCulture) + " hours";
}
