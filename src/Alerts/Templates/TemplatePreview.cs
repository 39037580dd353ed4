using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>What a kind of notice would look like: samples written by the templates in force.</summary>
/// <param name="Sample">Which sort of alert it is made up of.</param>
/// <param name="File">Template that wrote it.</param>
public sealed record TemplatePreview(string Sample, string File, string Subject, string Text, string? Html)
{
    /// <summary>Kinds in the order of their words, as file names and commands write them.</summary>
    public static IReadOnlyDictionary<string, NoticeKind> Kinds { get; } = TemplateRoles.Kinds.ToDictionary(TemplateRoles.Word, StringComparer.Ordinal);

    public static IEnumerable<TemplatePreview> Of(TemplateSet templates, NoticeKind kind, string channelKind, string channelId, Language language)
    {
        ArgumentNullException.ThrowIfNull(templates);
        var file = templates.Files(channelKind, kind, language).First();
        foreach (var (sample, model) in TemplateSamples.Of(kind, language, channelId))
        {
            var (parts, fault) = TemplateRunner.Render(file, model);
            var (subject, text, html) = parts ?? throw new InvalidOperationException(fault!.ToString());
            yield return new TemplatePreview(sample, file.Name.File, NoticeModel.Line(subject), text.Trim(), html?.Trim());
        }
    }
}
