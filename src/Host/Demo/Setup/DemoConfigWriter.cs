using System.Globalization;
using Monitor.Host.Demo.Clock;
using Monitor.Host.Demo.District;

namespace Monitor.Host.Demo.Setup;

/// <summary>Writes the demo's configuration as an operator would: the service itself knows of no demo.</summary>
internal sealed class DemoConfigWriter(string directory, DemoPorts ports, DemoOptions options)
{
    public string ConfigDirectory { get; } = Path.Combine(directory, "config");

    private string Certificates => Path.GetFullPath(Path.Combine(directory, "certificates"));

    public void Write(string webhookSecret)
    {
        foreach (var folder in new[] { "", "sources", "targets", "rules" }) Directory.CreateDirectory(Path.Combine(ConfigDirectory, folder));
        File.WriteAllText(Path.Combine(ConfigDirectory, "webhook.secret"), webhookSecret);
        File.WriteAllText(Path.Combine(ConfigDirectory, "monitor.yaml"), DemoMainConfig.Yaml(directory, ports, options.Smtp));
        foreach (var (file, yaml) in DemoSources.All(ports)) File.WriteAllText(Path.Combine(ConfigDirectory, "sources", file), yaml);
        foreach (var (file, yaml) in Targets()) File.WriteAllText(Path.Combine(ConfigDirectory, "targets", file), yaml);
        foreach (var (file, yaml) in DemoRules.All()) File.WriteAllText(Path.Combine(ConfigDirectory, "rules", file), yaml);
    }

    private IEnumerable<(string File, string Yaml)> Targets()
    {
        // Probes time the network by the machine's own stopwatch, so this limit is in real time; time-outs follow the simulated clock.
        var limit = (FilingSite.SlowAnswer / options.Speed / 2).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        yield return ("filing-system.yaml", $"""
            id: filing-system
            name: 青梧区志愿填报系统
            kind: http
            interval: 60s
            confirm: 2
            options:
              url: http://127.0.0.1:{ports.Filing}/api/health
              expectStatus: [200]
              maxLatency: {limit}ms
              timeout: 5m

            """);
        yield return ("filing-home.yaml", $"""
            id: filing-home
            name: 青梧区志愿填报系统首页
            kind: http
            interval: 60s
            confirm: 2
            options:
              url: http://127.0.0.1:{ports.Filing}/
              expectStatus: [200]
              expectText: ["青梧区中考志愿填报系统"]
              rejectText: ["娱乐城", "百家乐", "六合彩"]
              timeout: 5m

            """);
        yield return ("filing-tls.yaml", $"""
            id: filing-tls
            name: 青梧区志愿填报系统证书
            kind: tls
            interval: 60s
            confirm: 2
            options:
              host: 127.0.0.1
              port: {ports.FilingTls}
              caFile: {Certificates}/ca.pem
              timeout: 5m

            """);
    }
}
