using Monitor.Analysis.Text;
using Monitor.Core.Cases;

namespace Monitor.Host.Board.Pages;

/// <summary>Reads a step from its form; personal numbers that slipped in are masked before anything is kept.</summary>
internal static class CaseStepForm
{
    private const int Longest = 4_000;

    /// <returns>Null when the form is none of ours.</returns>
    public static CaseStep? Read(string step, IFormCollection form, IReadOnlyList<Department> departments)
    {
        switch (step)
        {
            case "judge":
                return Enum.TryParse<CaseVerdict>(form["verdict"], out var verdict) && Enum.IsDefined(verdict) ? new JudgeStep(verdict, Text(form, "note")) : null;
            case "route":
                var department = Text(form, "department");
                return department is null || departments.Any(d => d.Id == department) ? new RouteStep(department, Text(form, "handler") is { Length: <= 64 } handler ? handler : null) : null;
            case "handle":
                return new HandleStep(Text(form, "note") ?? "");
            case "answer":
                var url = Text(form, "url");
                if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")) return null;
                return new AnswerStep(Text(form, "text") ?? "", Text(form, "denied"), url);
            case "brief":
                return new BriefStep();
            case "close":
                return new CloseStep(Text(form, "result") ?? "");
            default:
                return null;
        }
    }

    private static string? Text(IFormCollection form, string name)
    {
        var text = form[name].ToString().ReplaceLineEndings("\n").Trim();
        if (text.Length > Longest) text = text[..Longest];
        if (text.Length == 0) return null;
        return name == "url" ? PersonalDataMask.MaskUrl(text) : PersonalDataMask.Mask(text);
    }
}
