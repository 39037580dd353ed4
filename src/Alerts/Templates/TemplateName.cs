using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>Which notices a file serves, read from its name: [channel kind.]notice kind.language.sbn.</summary>
/// <param name="Channel">Kind of channel; null = every.</param>
/// <param name="Kind">Null = default: every kind that tells of an alert.</param>
internal sealed record TemplateName(string? Channel, NoticeKind? Kind, Language Language)
{
    public const string Extension = ".sbn";
    private const string Default = "default";

    public TemplateRole Role => Kind is { } kind ? TemplateRoles.Of(kind) : TemplateRole.Alert;

    public IEnumerable<NoticeKind> Kinds => Kind is { } kind ? [kind] : TemplateRoles.Kinds.Where(k => TemplateRoles.Of(k) == TemplateRole.Alert);

    public string File => $"{(Channel is null ? "" : Channel + ".")}{(Kind is { } kind ? TemplateRoles.Word(kind) : Default)}.{Language.ToString().ToLowerInvariant()}{Extension}";

    /// <summary>The name, or what was expected in its place.</summary>
    public static (TemplateName? Name, string? Fault) Parse(string file)
    {
        var parts = file.EndsWith(Extension, StringComparison.Ordinal) ? file[..^Extension.Length].Split('.') : [];
        if (parts.Length is not (2 or 3)) return (null, "expected a name such as default.zh.sbn, opened.en.sbn or sms.opened.zh.sbn");
        var channel = parts.Length == 3 ? parts[0] : null;
        if (channel is not null && !NotifierCatalog.Kinds.Any(k => k.Name == channel))
            return (null, $"no kind of channel is called '{channel}'; there are: {string.Join(", ", NotifierCatalog.Kinds.Select(k => k.Name))}");
        NoticeKind? kind = TemplateRoles.Kinds.Where(k => TemplateRoles.Word(k) == parts[^2]).Select(k => (NoticeKind?)k).FirstOrDefault();
        if (kind is null && parts[^2] != Default)
            return (null, $"no kind of notice is called '{parts[^2]}'; there are: {Default}, {string.Join(", ", TemplateRoles.Kinds.Select(TemplateRoles.Word))}");
        return parts[^1] switch
        {
            "zh" => (new TemplateName(channel, kind, Language.Zh), null),
            "en" => (new TemplateName(channel, kind, Language.En), null),
            _ => (null, $"no language is called '{parts[^1]}'; there are: zh, en"),
        };
    }

    /// <summary>Names that may serve a notice, the most particular first.</summary>
    public static IEnumerable<TemplateName> For(string channel, NoticeKind kind, Language language)
    {
        var alert = TemplateRoles.Of(kind) == TemplateRole.Alert;
        yield return new TemplateName(channel, kind, language);
        if (alert) yield return new TemplateName(channel, null, language);
        yield return new TemplateName(null, kind, language);
        if (alert) yield return new TemplateName(null, null, language);
    }
}
