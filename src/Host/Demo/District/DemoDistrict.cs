using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Monitor.Host.Demo.Clock;
using Monitor.Host.Demo.Receivers;

namespace Monitor.Host.Demo.District;

/// <summary>All the outside world of the demo: five sites and a webhook receiver, each on its own loopback port.</summary>
internal static class DemoDistrict
{
    public static WebApplication Build(Scenario scenario, FaultBoard faults, DemoCertificates certificates, WebhookReceiver hook, DemoPorts ports, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, faults, certificates, ports));
        var app = builder.Build();
        MicroblogSite.Map(app, scenario, ports);
        ForumSite.Map(app, scenario, ports);
        NewsSite.Map(app, scenario, ports);
        NoticeBoardSite.Map(app, scenario, ports);
        FilingSite.Map(app, faults, ports, time);
        app.MapPost("/hook", hook.ReceiveAsync).RequireHost($"*:{ports.Hook}");
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, FaultBoard faults, DemoCertificates certificates, DemoPorts ports)
    {
        kestrel.AddServerHeader = false;
        foreach (var port in new[] { ports.Microblog, ports.Forum, ports.News, ports.Notices, ports.Filing, ports.Hook })
        {
            kestrel.Listen(IPAddress.Loopback, port);
        }

        kestrel.Listen(IPAddress.Loopback, ports.FilingTls, listen => listen.UseHttps(https =>
            https.ServerCertificateSelector = (_, _) => faults.IsOn(Fault.ExpiredCertificate) ? certificates.Expired : certificates.Valid));
    }
}
