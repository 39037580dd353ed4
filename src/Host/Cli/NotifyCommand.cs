using System.CommandLine;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Deliveries;

namespace Monitor.Host.Cli;

/// <summary>`monitor notify test CHANNEL`: a marked test notice through one channel, and what the channel truly said.</summary>
internal static class NotifyCommand
{
    public static Command Build() => new("notify", "Ways out to people.") { Test(), DeadCommands.List(), DeadCommands.Resend(), DeadCommands.SetAside() };

    private static Command Test()
    {
        var channel = new Argument<string>("channel") { Description = "Id of a channel of monitor.yaml." };
        var level = new Option<WarningLevel>("--level") { Description = "blue, yellow, orange or red; orange and red also mention people.", DefaultValueFactory = _ => WarningLevel.Blue };
        var dry = new Option<bool>("--dry-run") { Description = "Print what would be sent, without secrets; send nothing." };
        var json = Common.JsonOption();
        var command = new Command("test", "Sends a marked test notice through one channel, past outbox and routes, and prints the answer.") { channel, level, dry, json };
        return Workshop.Command(command, (services, parsed, ct) =>
        {
            var name = parsed.GetValue(channel)!;
            var desk = services.GetRequiredService<ChannelTestDesk>();
            if (desk.Find(name) is not { } notifier)
                return Task.FromResult(Common.Usage($"no channel '{name}'; known: {string.Join(", ", desk.Channels)}"));
            var notice = desk.Make(name, parsed.GetValue(level));
            return parsed.GetValue(dry) ? Task.FromResult(Show(notifier, notice, parsed.GetValue(json))) : SendAsync(notifier, notice, parsed.GetValue(json), ct);
        });
    }

    private static int Show(INotifier notifier, Notice notice, bool json)
    {
        foreach (var body in notifier.Preview(notice)) Console.WriteLine(json ? Common.Line(new { body }) : body);
        return Common.Fine;
    }

    private static async Task<int> SendAsync(INotifier notifier, Notice notice, bool json, CancellationToken ct)
    {
        var receipt = await ChannelTestDesk.SendAsync(notifier, notice, ct);
        Console.WriteLine(json ? Common.Line(new { notice.Channel, receipt.Outcome, receipt.Detail, retryAfterSeconds = receipt.RetryAfter?.TotalSeconds }) : ChannelTestDesk.Words(receipt));
        return receipt.Outcome == DeliveryOutcome.Delivered ? Common.Fine : Common.Findings;
    }
}
