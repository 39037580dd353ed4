using Monitor.Alerts.Email;
using Monitor.Host.Configuration.Binding;
using Quartz;

namespace Monitor.Host.Configuration;

/// <summary>Letters need channels that exist, moments that can be read, and for people a mail server.</summary>
internal static class DigestRules
{
    public static void Check(MonitorConfig config, BindContext context)
    {
        var digest = config.Digest;
        Cron(context, "digest.cron", digest.Cron, "0 0 8 ? * MON");
        Cron(context, "digest.daily.cron", digest.Daily.Cron, "0 30 7 * * ?");
        var known = config.Channels.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        Channels(context, "digest.channels", digest.Channels, known);
        Channels(context, "digest.daily.channels", digest.Daily.Channels, known);
        if (digest.Channel is { } carrier)
        {
            if (!known.Contains(carrier)) context.Fail(context.LineOf("digest.channel"), "digest.channel", $"no channel has the id '{carrier}'.{Nearest.Suggest(carrier, known)}");
            else if (config.Channels.First(c => c.Id == carrier).Options is not EmailOptions) context.Fail(context.LineOf("digest.channel"), "digest.channel", $"expected a channel of kind email, '{carrier}' is none");
        }
        else if (digest.Roles.Count + digest.Daily.Roles.Count > 0)
        {
            var key = digest.Roles.Count > 0 ? "digest.roles" : "digest.daily.roles";
            context.Fail(context.LineOf(key), key, "letters to people need digest.channel, an email channel whose server and sender they take");
        }
    }

    private static void Cron(BindContext context, string key, string cron, string sample)
    {
        if (!CronExpression.TryParse(cron, out _)) context.Fail(context.LineOf(key), key, $"expected a Quartz cron expression such as {sample}, found '{cron}'");
    }

    private static void Channels(BindContext context, string key, IReadOnlyList<string> named, HashSet<string> known)
    {
        for (var i = 0; i < named.Count; i++)
            if (!known.Contains(named[i])) context.Fail(context.LineOf($"{key}[{i}]"), $"{key}[{i}]", $"no channel has the id '{named[i]}'.{Nearest.Suggest(named[i], known)}");
    }
}
