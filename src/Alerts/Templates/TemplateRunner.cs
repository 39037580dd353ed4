using System.Collections.Concurrent;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>Renders a notice by the best template that can.</summary>
internal sealed class TemplateRunner(TemplateSet templates, Action<TemplateFault> failed)
{
    /// <summary>An operator's template that has failed so often is left alone: it may fail on every alert, each time at the cost of its limit.</summary>
    private const int MostFailures = 3;

    private readonly ConcurrentDictionary<TemplateFile, int> _failures = new();

    public (string Subject, string Text, string? Html) Render(string channelKind, NoticeKind kind, Language language, IReadOnlyDictionary<string, object?> model)
    {
        TemplateFault? last = null;
        foreach (var file in templates.Files(channelKind, kind, language))
        {
            if (templates.IsOwn(file) && _failures.GetValueOrDefault(file) >= MostFailures) continue;
            (var parts, last) = Render(file, model);
            if (parts is { } written) return written;
            _failures.AddOrUpdate(file, 1, (_, n) => n + 1);
            // A log must hold nothing that acts, whatever a failure quotes.
            failed(model.GetValueOrDefault("ack_link") is string link ? last! with { Message = last.Message.Replace(link, "***", StringComparison.Ordinal) } : last!);
        }

        throw new InvalidOperationException($"no template could write a notice of kind {kind}: {last}");
    }

    public static ((string Subject, string Text, string? Html)? Parts, TemplateFault? Fault) Render(TemplateFile file, IReadOnlyDictionary<string, object?> model)
    {
        var subject = file.Subject.Render(model);
        var text = file.Text.Render(model);
        var html = file.Html?.Render(model) ?? (null, null);
        return (subject.Fault ?? text.Fault ?? html.Fault) is { } fault ? (null, fault) : ((subject.Text!, text.Text!, html.Text), null);
    }
}
