using Monitor.Core.Alerts;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Configuration;

/// <summary>A failover that leads nowhere, in a circle, or to people who may not hear is found here and not on the day it is needed.</summary>
internal static class FailoverRules
{
    public static void Check(IReadOnlyList<ChannelDefinition> channels, BindContext context)
    {
        for (var i = 0; i < channels.Count; i++)
        {
            var (channel, key) = (channels[i], $"channels[{i}].failover");
            if (channel.Failover is null) continue;
            if (Fault(channel, channels) is { } fault) context.Fail(context.LineOf(key), key, fault);
            if (channel.CalmFailoverAfter() >= channel.GiveUpAfter)
                context.Fail(context.LineOf(key + "After"), key + "After", $"expected less than a sixth of giveUpAfter ({channel.GiveUpAfter}), found {channel.FailoverAfter}: blue and yellow wait six times as long");
        }
    }

    private static string? Fault(ChannelDefinition channel, IReadOnlyList<ChannelDefinition> channels)
    {
        if (channel.Failover == channel.Id) return "a channel cannot be its own failover";
        if (Find(channel.Failover!) is not { } to) return $"no channel has the id '{channel.Failover}'.{Nearest.Suggest(channel.Failover!, [.. channels.Select(c => c.Id)])}";
        if (channel.Teams.Count > 0 && to.Teams.Count > 0 && !channel.Teams.Intersect(to.Teams).Any())
            return $"'{to.Id}' hears of other teams only, so nothing could ever be handed on";
        List<string> path = [channel.Id];
        for (var next = to; next is not null && path.Count <= channels.Count; next = next.Failover is { } further ? Find(further) : null)
        {
            path.Add(next.Id);
            if (next.Id == channel.Id) return $"leads in a circle: {string.Join(" → ", path)}";
        }

        return null;

        ChannelDefinition? Find(string id) => channels.FirstOrDefault(c => c.Id == id);
    }
}
