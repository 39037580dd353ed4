using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Configuration;

/// <summary>What only the whole can tell of `weaknesses:`.</summary>
internal static class RegisterRules
{
    private const int MostDays = 3650;

    public static void Check(MonitorConfig config, BindContext context)
    {
        var (rules, targets) = (config.Weaknesses, config.Targets.Select(t => t.Id).ToList());
        foreach (var (key, length) in new[] { ("high", rules.Due.High), ("medium", rules.Due.Medium), ("low", rules.Due.Low) })
            if (length.Ticks % TimeSpan.TicksPerDay != 0 || length.TotalDays is < 0 or > MostDays) Fail(context, $"weaknesses.due.{key}", $"expected whole days from 0d to {MostDays}d, such as 3d");

        for (var i = 0; i < rules.Owners.Count; i++)
            foreach (var id in rules.Owners[i].Targets)
                if (!targets.Contains(id)) Fail(context, $"weaknesses.owners[{i}].targets", $"no target has the id '{id}'.{Nearest.Suggest(id, targets)}");
    }

    private static void Fail(BindContext context, string key, string why) => context.Fail(context.LineOf(key), key, why);
}
