using System.CommandLine;
using Monitor.Alerts;
using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Cli;

/// <summary>`monitor templates`: which file writes which notices; `templates preview KIND`: what they look like.</summary>
internal static class TemplatesCommand
{
    public static Command Build()
    {
        var (config, json) = (Common.ConfigOption(), Common.JsonOption());
        var command = new Command("templates", "Which template writes which notices.") { Preview(), config, json };
        command.SetAction((parsed, _) => Common.GuardAsync(() => Task.FromResult(List(Common.LoadConfig(parsed.GetValue(config)!), parsed.GetValue(json)))));
        return command;
    }

    private static Command Preview()
    {
        var kind = new Argument<string>("kind") { Description = $"Kind of notice: {string.Join(", ", TemplatePreview.Kinds.Keys)}." };
        var channel = new Option<string?>("--channel") { Description = "Id of a channel: its kind, language and templates." };
        var language = new Option<Language?>("--language") { Description = "zh or en; else the channel's, else zh." };
        var html = new Option<bool>("--html") { Description = "Print only the HTML of the first sample, for a browser." };
        var (config, json) = (Common.ConfigOption(), Common.JsonOption());
        var command = new Command("preview", "Made-up notices of a kind as the templates write them; sends nothing, makes no links.") { kind, channel, language, html, config, json };
        command.SetAction((parsed, _) => Common.GuardAsync(() =>
        {
            var c = Common.LoadConfig(parsed.GetValue(config)!);
            if (!TemplatePreview.Kinds.TryGetValue(parsed.GetValue(kind)!, out var asked))
                return Task.FromResult(Common.Usage($"no kind '{parsed.GetValue(kind)}'; known: {string.Join(", ", TemplatePreview.Kinds.Keys)}"));
            var id = parsed.GetValue(channel);
            var definition = c.Channels.FirstOrDefault(x => x.Id == id) ?? new ChannelDefinition { Id = "sample", Kind = "email" };
            if (id is not null && definition.Id != id) return Task.FromResult(Common.Usage($"no channel '{id}'; known: {string.Join(", ", c.Channels.Select(x => x.Id))}"));
            var samples = TemplatePreview.Of(c.Templates, asked, definition.Kind, definition.Id, parsed.GetValue(language) ?? definition.Language);
            return Task.FromResult(Show(samples, parsed.GetValue(html), parsed.GetValue(json)));
        }));
        return command;
    }

    /// <summary>One row for each kind of channel that is configured, or for all of them when none is; equal rows are one.</summary>
    private static int List(MonitorConfig config, bool json)
    {
        var kinds = config.Channels.Select(c => c.Kind).Distinct(StringComparer.Ordinal).DefaultIfEmpty(null).SelectMany(k => k is null ? NotifierCatalog.Kinds.Select(n => n.Name) : [k]).ToList();
        foreach (var (word, kind) in TemplatePreview.Kinds)
            foreach (var language in Enum.GetValues<Language>())
                foreach (var rows in kinds.Select(k => (Channel: k, Choice: config.Templates.Choose(k, kind, language))).GroupBy(r => r.Choice))
                    Console.WriteLine(json
                        ? Common.Line(new { kind = word, language, channels = rows.Select(r => r.Channel), file = rows.Key.File, own = rows.Key.Own })
                        : $"{word,-14} {language.ToString().ToLowerInvariant()}  {rows.Key.File,-26} {(rows.Key.Own ? TemplateFolder.Name + "/" : "built in"),-10} {string.Join(" ", rows.Select(r => r.Channel))}");
        return Common.Fine;
    }

    private static int Show(IEnumerable<TemplatePreview> samples, bool html, bool json)
    {
        foreach (var sample in samples)
        {
            if (html)
            {
                Console.WriteLine(sample.Html ?? $"{sample.File} has no html");
                return sample.Html is null ? Common.Findings : Common.Fine;
            }

            Console.WriteLine(json ? Common.Line(sample) : $"== {sample.Sample} ({sample.File})\n{sample.Subject}\n\n{sample.Text}\n");
        }

        return Common.Fine;
    }
}
