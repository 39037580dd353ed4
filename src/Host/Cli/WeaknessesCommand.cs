using System.CommandLine;
using Monitor.Alerts.Weaknesses;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Cli;

/// <summary>`monitor weaknesses`: the register, as lines, CSV or .docx.</summary>
internal static class WeaknessesCommand
{
    public static Command Build()
    {
        var state = new Option<WeaknessState?>("--state") { Description = "open, reopened, accepted or fixed (of the last 90 days)." };
        var severity = new Option<FindingSeverity?>("--severity") { Description = "low, medium or high." };
        var target = new Option<string?>("--target") { Description = "Only of this target." };
        var overdue = new Option<bool>("--overdue") { Description = "Only those past their day." };
        var csv = new Option<string?>("--csv") { Description = "File to write as CSV instead of printing." };
        var docx = new Option<string?>("--docx") { Description = "File to write as .docx (隐患台账) instead of printing." };
        var json = Common.JsonOption();
        var command = new Command("weaknesses", "The register of weaknesses: what probes found, who mends it until when, what is mended. Ends with 1 when one is overdue.")
        {
            state, severity, target, overdue, csv, docx, json,
        };
        return Workshop.Command(command, async (services, parsed, ct) =>
        {
            var (desk, now) = (services.GetRequiredService<WeaknessDesk>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            var filter = new WeaknessFilter { State = parsed.GetValue(state), Severity = parsed.GetValue(severity), Target = parsed.GetValue(target), Overdue = parsed.GetValue(overdue) };
            foreach (var (path, word) in new[] { (parsed.GetValue(csv), false), (parsed.GetValue(docx), true) })
            {
                if (path is null) continue;
                await File.WriteAllBytesAsync(path, await desk.FileAsync(word, filter, "cli", ct), ct);
                Console.WriteLine(Path.GetFullPath(path));
            }

            var items = await desk.ReadAsync(filter, ct);
            if (parsed.GetValue(csv) is null && parsed.GetValue(docx) is null)
                foreach (var w in items) Console.WriteLine(parsed.GetValue(json) ? Json(w, now) : Words(w, now));
            return items.Any(w => w.IsOverdueAt(now)) ? Common.Findings : Common.Fine;
        });
    }

    private static string Json(Weakness w, DateTimeOffset now) => Common.Line(new
    {
        w.Id,
        w.Fingerprint,
        target = w.TargetId,
        w.Code,
        w.Subject,
        w.Severity,
        state = w.StateAt(now),
        w.Message,
        w.FirstSeen,
        w.LastSeen,
        w.Due,
        overdue = w.IsOverdueAt(now),
        w.Owner,
        w.ReportedAt,
        w.FixedAt,
        w.Reopenings,
        w.Acceptance,
    });

    private static string Words(Weakness w, DateTimeOffset now) =>
        $"{w.Id}  {WeaknessWords.Of(w.Severity)}  {WeaknessWords.Of(w.StateAt(now))}  {w.TargetId}  {w.Code}{(w.Subject is null ? "" : " " + w.Subject)}\n  {w.Message}\n  {WeaknessWords.Day(w.FirstSeen)} – {WeaknessWords.Day(w.LastSeen)}，期限 {WeaknessWords.Due(w, now)}，责任人 {w.Owner ?? "未指定"}";
}
