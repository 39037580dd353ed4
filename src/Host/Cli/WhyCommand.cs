using System.CommandLine;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;
using Monitor.Host.Deciding;

namespace Monitor.Host.Cli;

/// <summary>`monitor why ALERT|FINGERPRINT`: what each channel heard of it or why not, and every decision with its reason, oldest first.</summary>
internal static class WhyCommand
{
    private const int Most = 1000;

    public static Command Build()
    {
        var what = new Argument<string>("alert") { Description = "An alert's id, or a fingerprint such as outage:filing-system." };
        var json = Common.JsonOption();
        return Workshop.Command(new Command("why", "Why an alert was told, or why not.") { what, json }, async (services, parsed, ct) =>
        {
            var (ledger, name) = (services.GetRequiredService<ILedger>(), parsed.GetValue(what)!);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var alert = await ledger.AlertAsync(name, ct) ?? (await ledger.OpenAlertsAsync(ct)).FirstOrDefault(a => a.Fingerprint == name);
            var decisions = alert?.Id == name ? await ledger.DecisionsAsync(name, Most, ct) : await ledger.DecisionsOfAsync(name, Most, ct);
            if (alert is null && decisions.Count == 0)
            {
                await Console.Error.WriteLineAsync($"nothing was ever decided about '{name}': no detector fired for it, or its records are of another data directory");
                return Common.Findings;
            }

            var fates = alert is null ? [] : Why.Of(services.GetRequiredService<ICurrentConfig>().Current, alert, await ledger.StandingAsync(now, ct), decisions, now);
            Tell(alert, fates, decisions, parsed.GetValue(json));
            return Common.Fine;
        });
    }

    private static void Tell(Alert? alert, IReadOnlyList<ChannelFate> fates, IReadOnlyList<Decision> decisions, bool json)
    {
        if (json)
        {
            if (alert is not null) Console.WriteLine(Common.Line(new { type = "alert", alert.Id, alert.Fingerprint, alert.State, alert.Level, alert.LevelIssued, alert.Title }));
            foreach (var fate in fates) Console.WriteLine(Common.Line(new { type = "channel", fate.Channel, fate.Told, reason = fate.Text }));
            foreach (var d in decisions.Reverse()) Console.WriteLine(Common.Line(new { type = "decision", d.At, d.AlertId, d.Reason, d.Text, d.Notified }));
            return;
        }

        if (alert is not null) Console.WriteLine($"{alert.Id}  {alert.Fingerprint}  {Words.Of(alert.Level)}  {Words.Of(alert.State)}  {alert.Title}");
        foreach (var fate in fates) Console.WriteLine($"  {fate.Channel,-20} {(fate.Told ? "已通知" : "未通知")}  {fate.Text}");
        foreach (var d in decisions.Reverse()) Console.WriteLine($"  {Times.Full(d.At)}  {Words.Of(d.Reason)}  {(d.Notified ? "已通知" : "未通知")}  {d.Text}");
    }
}
