using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
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
        var explain = new Option<bool>("--explain") { Description = "Say phase by phase what was asked and seen, each condition with what was expected, and what the alerting would make of it." };
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var command = new Command("probe", "Checks one target or URL once, now.") { target, explain, config, data, json };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var name = parsed.GetValue(target)!;
            var (asJson, trace) = (parsed.GetValue(json), parsed.GetValue(explain) ? new ProbeTrace() : null);
            if (name.Contains("://", StringComparison.Ordinal)) return await CheckUrlAsync(name, asJson, trace, ct);
            await using var app = await Workshop.OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            var targets = app.Services.GetRequiredService<ICurrentConfig>().Current.Targets.Where(t => t.Enabled).ToList();
            if (targets.Find(t => t.Id == name) is not { } definition) return Common.Usage($"no enabled target '{name}'; known: {string.Join(", ", targets.Select(t => t.Id))}");
            var kind = app.Services.GetRequiredService<OutsideKinds>().Probes.First(k => k.Name == definition.Kind);
            return await ShowAsync(kind.Create(definition, app.Services.GetRequiredService<ProbeServices>() with { Trace = trace }), definition, asJson, trace, ct);
        }));
        return command;
    }

    private static async Task<int> CheckUrlAsync(string url, bool json, ProbeTrace? trace, CancellationToken ct)
    {
        var kind = ProbeCatalog.Kinds.First(k => k.Name == "http");
        var errors = new List<ConfigError>();
        var options = RecordBinder.Bind(new YamlMap(1, [new YamlPair("url", 1, new YamlText(1, url, false))]), kind.OptionsType, "options", new BindContext("command line", ".", [], errors));
        if (errors.Count > 0) return Common.Usage(string.Join(Environment.NewLine, errors));
        var definition = new TargetDefinition { Id = "command-line", Name = url, Kind = kind.Name, Options = options };
        var services = new ProbeServices(TimeProvider.System, NullLoggerFactory.Instance, new ForgetfulMemory()) { Trace = trace };
        return await ShowAsync(kind.Create(definition, services), definition, json, trace, ct);
    }

    private static async Task<int> ShowAsync(IProbe probe, TargetDefinition target, bool json, ProbeTrace? trace, CancellationToken ct)
    {
        var result = await probe.ProbeAsync(ct);
        if (json) Console.WriteLine(trace is null ? Common.Line(result) : Common.Line(new { trace = trace.Lines, result, alerting = ProbeExplained.Alerting(result, target) }));
        else foreach (var line in trace is null ? ProbeExplained.Plain(result) : ProbeExplained.Lines(trace, result, target)) Console.WriteLine(line);
        return result.State == ProbeState.Up ? Common.Fine : Common.Findings;
    }
}
