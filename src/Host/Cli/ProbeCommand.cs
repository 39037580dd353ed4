using System.CommandLine;
using Monitor.Collectors;
using Monitor.Collectors.Probes;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Cli;

/// <summary>`monitor probe TARGET|URL`: one check now.</summary>
internal static class ProbeCommand
{
    public static Command Build()
    {
        var target = new Argument<string>("target") { Description = "Id of an enabled target, or an http(s) URL." };
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var command = new Command("probe", "Checks one target or URL once, now.") { target, config, data, json };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var name = parsed.GetValue(target)!;
            if (name.Contains("://", StringComparison.Ordinal)) return await CheckUrlAsync(name, parsed.GetValue(json), ct);
            await using var app = await Workshop.OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            var probes = app.Services.GetRequiredService<Parts>().Now().Probes;
            return probes.TryGetValue(name, out var probe) ? await ShowAsync(probe, parsed.GetValue(json), ct)
                : Common.Usage($"no enabled target '{name}'; known: {string.Join(", ", probes.Keys)}");
        }));
        return command;
    }

    private static async Task<int> CheckUrlAsync(string url, bool json, CancellationToken ct)
    {
        var kind = ProbeCatalog.Kinds.First(k => k.Name == "http");
        var errors = new List<ConfigError>();
        var options = RecordBinder.Bind(new YamlMap(1, [new YamlPair("url", 1, new YamlText(1, url, false))]), kind.OptionsType, "options", new BindContext("command line", ".", [], errors));
        if (errors.Count > 0) return Common.Usage(string.Join(Environment.NewLine, errors));
        var definition = new TargetDefinition { Id = "command-line", Name = url, Kind = kind.Name, Options = options };
        return await ShowAsync(kind.Create(definition, new ProbeServices(TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, new ForgetfulMemory())), json, ct);
    }

    private static async Task<int> ShowAsync(IProbe probe, bool json, CancellationToken ct)
    {
        var result = await probe.ProbeAsync(ct);
        Console.WriteLine(json ? Common.Line(result) : $"{result.State} {result.Status} {result.FailedPhase} {result.Message}");
        if (!json && result.Timings is { } t) Console.WriteLine($"dns {t.Dns:0.0}  connect {t.Connect:0.0}  tls {t.Tls:0.0}  first byte {t.FirstByte:0.0}  body {t.Body:0.0}  total {t.Total:0.0} ms");
        if (!json) foreach (var finding in result.Findings) Console.WriteLine($"{finding.Severity} {finding.Code}: {finding.Message}");
        return result.State == ProbeState.Up ? Common.Fine : Common.Findings;
    }
}
