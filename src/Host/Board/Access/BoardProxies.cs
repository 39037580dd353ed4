using Microsoft.AspNetCore.HttpOverrides;
using Monitor.Host.Configuration;

namespace Monitor.Host.Board.Access;

/// <summary>For whom a proxy asks. Anybody may write these headers, so only those of named networks count; every hop is checked, the nearest first.</summary>
internal static class BoardProxies
{
    public static void Use(WebApplication app, BoardConfig board)
    {
        if (board.Proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in board.Proxies) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        app.UseForwardedHeaders(options);
    }
}
