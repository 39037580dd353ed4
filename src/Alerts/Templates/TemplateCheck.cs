using System.Net;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>Renders a file with a sample of each sort it may meet and misses what a reader must be told.</summary>
internal static class TemplateCheck
{
    /// <summary>What a subject line must hold; the channels add the level where it lacks.</summary>
    private static readonly string[] InSubject = ["title", "level_word"];

    public static IReadOnlyList<TemplateFault> Of(TemplateFile file)
    {
        var faults = new List<TemplateFault>();
        foreach (var kind in file.Name.Kinds)
            foreach (var (name, model) in TemplateSamples.Of(kind, file.Name.Language))
                Check(file, kind, name, model, faults);
        return [.. faults.DistinctBy(f => (f.Line, f.Column, f.Message.Split('\n')[0]))];
    }

    private static void Check(TemplateFile file, NoticeKind kind, string sample, IReadOnlyDictionary<string, object?> model, List<TemplateFault> faults)
    {
        foreach (var part in file.All)
        {
            var (text, fault) = part.Render(model);
            if (fault is not null)
            {
                faults.Add(fault with { Message = $"{fault.Message} (rendered for {sample}, kind {TemplateRoles.Word(kind)})" });
                continue;
            }

            var shown = part.Name == TemplatePart.Html ? WebUtility.HtmlDecode(text!) : text!;
            foreach (var variable in TemplateVariables.Of(file.Name.Role).Where(v => part.Name == "subject" ? InSubject.Contains(v.Name) && file.Name.Role == TemplateRole.Alert : v.Must))
                if (Values(model.GetValueOrDefault(variable.Name), variable.Name).Any(v => !shown.Contains(v, StringComparison.Ordinal)) && !faults.Exists(f => Says(f, part, variable)))
                    faults.Add(part.Fault(-1, 0, $"the part {part.Name} must show {{{{ {variable.Name} }}}} ({variable.Meaning}); missing for {sample}, kind {TemplateRoles.Word(kind)}"));
        }
    }

    private static bool Says(TemplateFault fault, TemplatePart part, TemplateVariable variable) =>
        fault.Message.StartsWith($"the part {part.Name} must show {{{{ {variable.Name} }}}}", StringComparison.Ordinal);

    /// <summary>Of evidence the first will do; a list of alerts is whole.</summary>
    private static IEnumerable<string> Values(object? value, string name) => value switch
    {
        null => [],
        string[] list => name == "evidence" ? list.Take(1) : list,
        _ => [value.ToString()!],
    };
}
