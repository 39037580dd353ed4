using System.CommandLine;
using Monitor.Host.Reports;

namespace Monitor.Host.Cli;

/// <summary>`monitor report ALERT`: the quick report as .docx.</summary>
internal static class ReportCommand
{
    public static Command Build()
    {
        var id = new Argument<string>("alert") { Description = "Id of an alert or a case." };
        var output = new Option<string?>("--out") { Description = "File to write; absent = report-ID.docx here." };
        return Workshop.Command(new Command("report", "Writes the quick report (快报) of an alert or case as .docx, from stored facts only.") { id, output }, async (services, parsed, ct) =>
        {
            var wanted = parsed.GetValue(id)!;
            if (await services.GetRequiredService<ReportDesk>().MakeAsync(wanted, "cli", ct) is not { } file) return Common.Usage($"no alert or case has the id '{wanted}'");
            var path = Path.GetFullPath(parsed.GetValue(output) ?? $"report-{string.Join('-', wanted.Split(Path.GetInvalidFileNameChars()))}.docx");
            await File.WriteAllBytesAsync(path, file, ct);
            Console.WriteLine(path);
            return Common.Fine;
        });
    }
}
