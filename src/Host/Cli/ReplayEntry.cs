using System.CommandLine;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Replay;
using Monitor.Host.Replay.Recording;

namespace Monitor.Host.Cli;

/// <summary>`monitor replay FILE`: what would have been signalled, alerted and sent.</summary>
internal static class ReplayEntry
{
    private static readonly ReplayOptions Standard = new() { Files = [] };

    public static Command Build()
    {
        var files = new Argument<string[]>("file") { Description = "Recordings as JSON lines, .gz too, played together in the order of time; - for stdin.", Arity = ArgumentArity.ZeroOrMore };
        var rules = new Option<string?>("--rules") { Description = "Folder of rules instead of the configuration's own." };
        var season = new Option<string?>("--season") { Description = "YAML with a season (or a whole monitor.yaml) instead of the configuration's own." };
        var every = Span("--every", "Time between two looks, such as 1m; absent = judgeEvery of the configuration.", TimeSpan.FromSeconds(1));
        var tolerance = Span("--tolerance", "Lines out of order by up to this are sorted in; later ones are reported and left out. 10m unless told.", TimeSpan.Zero);
        var everywhere = new Option<bool>("--every-look") { Description = "Looks at every turn, also where nothing happens. Slow." };
        var record = new Option<string?>("--record") { Description = "Plays nothing; writes the store's posts and probe results to this file as a recording." };
        var since = Span("--since", "With --record: how far back; 24h unless told.", TimeSpan.FromMinutes(1));
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var command = new Command("replay", "Plays recorded posts and probe results through detectors and decisions under a virtual clock, and says what would have been.")
        {
            files, rules, season, every, tolerance, everywhere, record, since, config, data, json,
        };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var named = parsed.GetValue(files)!;
            if (parsed.GetValue(record) is { } target)
            {
                if (named.Length > 0) return Common.Usage("--record plays nothing; name no recordings");
                await using var app = await Workshop.OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
                return await Recorder.WriteAsync(app.Services, target, parsed.GetValue(since) ?? TimeSpan.FromDays(1), ct);
            }

            if (named.Length == 0) return Common.Usage("expected a recording, or - for stdin");
            var options = new ReplayOptions
            {
                Files = named,
                Config = parsed.GetValue(config)!,
                Rules = parsed.GetValue(rules),
                Season = parsed.GetValue(season),
                Every = parsed.GetValue(every),
                Tolerance = parsed.GetValue(tolerance) ?? Standard.Tolerance,
                Everywhere = parsed.GetValue(everywhere),
            };
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 1 << 16);
            return await ReplayCommand.RunAsync(options, parsed.GetValue(json), output, Console.Error, ct);
        }));
        return command;
    }

    private static Option<TimeSpan?> Span(string name, string what, TimeSpan least) => new(name)
    {
        Description = what,
        CustomParser = result =>
        {
            if (Durations.TryParse(result.Tokens[0].Value, out var span) && span >= least) return span;
            result.AddError($"{name} expects a length of time such as 30s, 5m or 2h, at least {least}, found '{result.Tokens[0].Value}'");
            return null;
        },
    };
}
