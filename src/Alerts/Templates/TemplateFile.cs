using System.Text.RegularExpressions;
using Scriban;
using Scriban.Parsing;

namespace Monitor.Alerts.Templates;

/// <summary>
/// A file cut at its lines --- subject ---, --- text --- and --- html ---; what stands before the first is a remark. Without html a mail is text
/// alone.
/// </summary>
internal sealed partial class TemplateFile
{
    private const int MostCharacters = 64_000;
    private static readonly string[] Parts = ["subject", "text", TemplatePart.Html];

    private TemplateFile(TemplateName name) => Name = name;

    public TemplateName Name { get; }

    public required TemplatePart Subject { get; init; }

    public required TemplatePart Text { get; init; }

    public TemplatePart? Html { get; init; }

    public IEnumerable<TemplatePart> All => Html is null ? [Subject, Text] : [Subject, Text, Html];

    /// <returns>The file when it can be read; mistakes that were found, also those of a readable one.</returns>
    public static (TemplateFile? File, IReadOnlyList<TemplateFault> Faults) Read(TemplateName name, string content)
    {
        var faults = new List<TemplateFault>();
        if (content.Length > MostCharacters) return (null, [new TemplateFault(name.File, 1, 0, $"expected at most {MostCharacters} characters, found {content.Length}")]);
        var lines = content.ReplaceLineEndings("\n").Split('\n');
        var heads = lines.Index().Select(l => (Line: l.Index, Match: Head().Match(l.Item))).Where(h => h.Match.Success).Select(h => (h.Line, Part: h.Match.Groups[1].Value)).ToList();
        foreach (var (line, part) in heads.Where(h => !Parts.Contains(h.Part)))
            faults.Add(new TemplateFault(name.File, line + 1, 1, $"no part is called '{part}'; there are: {string.Join(", ", Parts)}"));
        foreach (var again in heads.GroupBy(h => h.Part).SelectMany(g => g.Skip(1))) faults.Add(new TemplateFault(name.File, again.Line + 1, 1, $"the part '{again.Part}' is there twice"));
        foreach (var part in Parts.Where(p => p != TemplatePart.Html && heads.TrueForAll(h => h.Part != p)))
            faults.Add(new TemplateFault(name.File, 1, 0, $"the part '{part}' is missing: expected a line --- {part} ---"));
        if (faults.Count > 0) return (null, faults);

        TemplatePart? Part(string part)
        {
            var at = heads.FindIndex(h => h.Part == part);
            if (at < 0) return null;
            var end = at + 1 < heads.Count ? heads[at + 1].Line : lines.Length;
            var body = string.Join('\n', lines[(heads[at].Line + 1)..end]);
            var read = new TemplatePart(name.File, part, heads[at].Line + 1, Template.Parse(body, name.File));
            faults.AddRange(read.Template.Messages.Where(m => m.Type == ParserMessageType.Error).Select(m => read.Fault(m.Span.Start.Line, m.Span.Start.Column, m.Message)));
            if (!read.Template.HasErrors) faults.AddRange(TemplateReview.Of(read, name.Role));
            return read;
        }

        var file = new TemplateFile(name) { Subject = Part("subject")!, Text = Part("text")!, Html = Part(TemplatePart.Html) };
        return faults.Count > 0 ? (null, faults) : (file, []);
    }

    [GeneratedRegex(@"^---\s*([A-Za-z]+)\s*---\s*$")]
    private static partial Regex Head();
}
