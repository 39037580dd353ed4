using System.Net;
using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Vantages;

/// <summary>What is wrong with `vantages:` and `report:`.</summary>
internal static class VantageRules
{
    private const int ShortestKey = 16;

    public static void Check(MonitorConfig config, BindContext context)
    {
        var (ids, keys) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < config.Vantages.Count; i++)
        {
            var (point, key) = (config.Vantages[i], $"vantages[{i}]");
            if (!ids.Add(point.Id)) context.Fail(context.LineOf(key + ".id"), key + ".id", $"duplicate id '{point.Id}'");
            if (point.Key is not { } secret) continue;
            if (secret.Reveal().Length < ShortestKey) context.Fail(context.LineOf(key + ".key"), key + ".key", $"expected a key of at least {ShortestKey} characters");
            if (!keys.Add(secret.Reveal())) context.Fail(context.LineOf(key + ".key"), key + ".key", "expected a key of its own: by it the vantage point is known");
        }

        if (config.Report.To is not { } to) return;
        if (!to.IsAbsoluteUri || to.Scheme is not ("http" or "https") || to.UserInfo.Length > 0)
            context.Fail(context.LineOf("report.to"), "report.to", "expected an address such as https://monitor.example.cn, without a user name");
        else if (to.Scheme == Uri.UriSchemeHttp && !(to.IsLoopback || (IPAddress.TryParse(to.Host, out var address) && IPAddress.IsLoopback(address))))
            context.Fail(context.LineOf("report.to"), "report.to", "expected https: the key would travel in the open");
        if (config.Report.Key is null) context.Fail(context.LineOf("report.key"), "report.key", "expected the vantage point's key as env:NAME or file:/path, because report.to is given");
    }
}
