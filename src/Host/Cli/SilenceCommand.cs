using System.CommandLine;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Deciding;

namespace Monitor.Host.Cli;

/// <summary>`monitor silence add|list|end`: whom not to wake, for how long, and why. A running service reads it at its next look.</summary>
internal static class SilenceCommand
{
    private const int Most = 10_000;

    public static Command Build() => new("silence", "Holds notices of some alerts for a while; the alerts themselves go on and are recorded.") { Add(), List(), End() };

    private static Command Add()
    {
        var kind = new Option<string?>("--kind") { Description = "Kind of detector, such as outage." };
        var subject = new Option<string?>("--subject") { Description = "Subject of the alert, such as a target's id." };
        var team = new Option<Team?>("--team") { Description = "propaganda or security." };
        var upTo = new Option<WarningLevel?>("--up-to") { Description = "Highest level silenced: blue, yellow, orange or red; absent = every level." };
        var length = new Option<string>("--for") { Description = "How long, such as 2h; at most 30d.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var owner = Owner();
        return Workshop.Command(new Command("add", "Prints the id of the new silence.") { kind, subject, team, upTo, length, reason, owner }, async (services, parsed, ct) =>
        {
            if (!Durations.TryParse(parsed.GetValue(length)!, out var span)) return Common.Usage("--for expects a length of time such as 30m, 2h or 7d");
            var wanted = new Silence
            {
                Id = "",
                Owner = "",
                From = default,
                Until = default,
                Reason = parsed.GetValue(reason)!,
                Kind = parsed.GetValue(kind),
                Subject = parsed.GetValue(subject),
                Team = parsed.GetValue(team),
                UpTo = parsed.GetValue(upTo),
            };
            var (silence, problem) = await services.GetRequiredService<SilenceDesk>().AddAsync(wanted, parsed.GetValue(owner)!, span, ct);
            if (silence is null) return Common.Usage(problem!);
            Console.WriteLine(silence.Id);
            return Common.Fine;
        });
    }

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "With those that are over." };
        var json = Common.JsonOption();
        return Workshop.Command(new Command("list", "Silences that are on.") { all, json }, async (services, parsed, ct) =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var s in await services.GetRequiredService<ILedger>().SilencesAsync(Most, ct))
            {
                if (!s.IsOn(now) && !parsed.GetValue(all)) continue;
                Console.WriteLine(parsed.GetValue(json) ? Common.Line(s) : $"{s.Id}  {s.From:u} – {s.EndedAt ?? s.Until:u}  {s.Owner}  {SilenceDesk.Scope(s)}  {s.Reason}");
            }

            return Common.Fine;
        });
    }

    private static Command End()
    {
        var id = new Argument<string>("id");
        var owner = Owner();
        return Workshop.Command(new Command("end", "Ends a silence before its time; what it held is told if it still fires.") { id, owner }, async (services, parsed, ct) =>
            await services.GetRequiredService<SilenceDesk>().EndAsync(parsed.GetValue(id)!, parsed.GetValue(owner)!, ct) is null ? Common.Usage("no silence of this id is on") : Common.Fine);
    }

    private static Option<string> Owner() => new("--owner") { Description = "Who answers for it; the account at this machine unless said.", DefaultValueFactory = _ => Environment.UserName };
}
