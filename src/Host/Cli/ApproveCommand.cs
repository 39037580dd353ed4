using System.CommandLine;
using Monitor.Collectors.Probes.Tampering;
using Monitor.Host.Configuration;
using Monitor.Host.Deciding;

namespace Monitor.Host.Cli;

/// <summary>`monitor approve TARGET`: the changed page is right; it becomes the usual face. A running service knows it at its next look.</summary>
internal static class ApproveCommand
{
    public static Command Build()
    {
        var target = new Argument<string>("target") { Description = "Id of a target of the kind tampering." };
        var show = new Option<bool>("--show") { Description = "Only print what differs; ends with 1 when something does." };
        var token = new Option<string?>("--token") { Description = "Accept only the look of this token, as --show prints it; absent = the one that waits." };
        var by = new Option<string>("--by") { Description = "Who answers for it; the account at this machine unless said.", DefaultValueFactory = _ => Environment.UserName };
        var json = Common.JsonOption();
        return Workshop.Command(new Command("approve", "Accepts a watched page's changed face as its usual one.") { target, show, token, by, json }, async (services, parsed, ct) =>
        {
            var id = parsed.GetValue(target)!;
            var watched = services.GetRequiredService<ICurrentConfig>().Current.Targets.Where(t => t.Kind == TamperingApproval.KindName).Select(t => t.Id).ToList();
            if (!watched.Contains(id)) return Common.Usage($"no target '{id}' of the kind tampering; known: {string.Join(", ", watched)}");
            var desk = services.GetRequiredService<ApprovalDesk>();
            var pending = await desk.PendingAsync(id, ct);
            if (pending is not null) Print(pending, parsed.GetValue(json));
            if (parsed.GetValue(show)) return pending is null ? Common.Fine : Common.Findings;
            return await desk.ApproveAsync(id, parsed.GetValue(token) ?? pending?.Token, parsed.GetValue(by)!, ct) switch
            {
                ApprovalOutcome.Approved => Common.Fine,
                ApprovalOutcome.NothingPending => Common.Usage($"nothing of '{id}' waits for approval: its last look was as usual, or there was none"),
                _ => Common.Usage($"the page of '{id}' has changed since that look; see monitor approve {id} --show"),
            };
        });
    }

    private static void Print(TamperingPending pending, bool json)
    {
        if (json)
        {
            Console.WriteLine(Common.Line(pending));
            return;
        }

        Console.WriteLine($"{pending.Token}  {pending.At:u}");
        foreach (var d in pending.Differences) Console.WriteLine($"{d.Severity} {d.Code}: {d.What}\n  - {d.Before}\n  + {d.After}");
    }
}
