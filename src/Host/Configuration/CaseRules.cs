using Monitor.Core.Judgements;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Configuration;

/// <summary>What only the whole can tell of `cases:`.</summary>
internal static class CaseRules
{
    public static void Check(MonitorConfig config, BindContext context)
    {
        var (cases, limits) = (config.Cases, config.Cases.Limits);
        foreach (var (key, length) in new[] { ("firstWord", limits.FirstWord), ("briefing", limits.Briefing), ("reply", limits.Reply) })
            if (length <= TimeSpan.Zero) Fail(context, $"cases.limits.{key}", "expected a length of time above zero");
        if (limits.RemindBefore < TimeSpan.Zero) Fail(context, "cases.limits.remindBefore", "expected a length of time, or 0s for none");

        var channels = config.Channels.Select(c => c.Id).ToList();
        for (var i = 0; i < cases.Channels.Count; i++)
            if (!channels.Contains(cases.Channels[i])) Fail(context, $"cases.channels[{i}]", $"no channel has the id '{cases.Channels[i]}'.{Nearest.Suggest(cases.Channels[i], channels)}");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < cases.Departments.Count; i++)
        {
            var department = cases.Departments[i];
            if (!seen.Add(department.Id)) Fail(context, $"cases.departments[{i}].id", $"duplicate id '{department.Id}'");
            for (var k = 0; k < department.Topics.Count; k++)
                if (!Topics.All.Contains(department.Topics[k])) Fail(context, $"cases.departments[{i}].topics[{k}]", $"unknown topic '{department.Topics[k]}'.{Nearest.Suggest(department.Topics[k], Topics.All)}");
        }
    }

    private static void Fail(BindContext context, string key, string why) => context.Fail(context.LineOf(key), key, why);
}
