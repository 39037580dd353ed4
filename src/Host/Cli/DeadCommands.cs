using System.CommandLine;
using Monitor.Core.Contracts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deliveries;

namespace Monitor.Host.Cli;

/// <summary>`monitor notify dead|resend|aside`: what did not get through, and what is done about it. A running service sends at its next look.</summary>
internal static class DeadCommands
{
    public static Command List()
    {
        var (channel, json) = (Channel(), Common.JsonOption());
        var limit = new Option<int>("--limit") { Description = "At most so many, newest first.", DefaultValueFactory = _ => 200 };
        var command = new Command("dead", "Notices that were refused for good or given up, newest first; ends with 1 when there are any.") { channel, limit, json };
        return Workshop.Command(command, async (services, parsed, ct) =>
        {
            var dead = await services.GetRequiredService<DeadLetterDesk>().ReadAsync(parsed.GetValue(channel), parsed.GetValue(limit), ct);
            foreach (var d in dead) Console.WriteLine(parsed.GetValue(json) ? Json(d) : Words(d));
            return dead.Count == 0 ? Common.Fine : Common.Findings;
        });
    }

    public static Command Resend() => Act(
        "resend", "Puts dead letters back into the outbox with a fresh clock; parts and recipients that were reached are not repeated. Prints how many.",
        (desk, ids, who, ct) => desk.ResendAsync(ids, who, ct));

    public static Command SetAside() => Act(
        "aside", "Lets dead letters rest: they are shown with their alert only. Prints how many.",
        (desk, ids, who, ct) => desk.SetAsideAsync(ids, who, ct));

    private static Command Act(string name, string what, Func<DeadLetterDesk, IReadOnlyList<string>, string, CancellationToken, Task<int>> act)
    {
        var id = new Argument<string?>("id") { Description = "Id of one, as `notify dead` prints it.", DefaultValueFactory = _ => null };
        var channel = Channel();
        var all = new Option<bool>("--all") { Description = "Of every channel." };
        var owner = new Option<string>("--owner") { Description = "Who answers for it; the account at this machine unless said.", DefaultValueFactory = _ => Environment.UserName };
        return Workshop.Command(new Command(name, what) { id, channel, all, owner }, async (services, parsed, ct) =>
        {
            var (one, of, every) = (parsed.GetValue(id), parsed.GetValue(channel), parsed.GetValue(all));
            if ((one is null ? 0 : 1) + (of is null ? 0 : 1) + (every ? 1 : 0) != 1) return Common.Usage("say one of: an id, --channel CHANNEL, --all");
            var desk = services.GetRequiredService<DeadLetterDesk>();
            // Read whole first: what dies again meanwhile is not taken twice.
            IReadOnlyList<string> ids = one is not null ? [one]
                : [.. (await services.GetRequiredService<ILedger>().DeadLettersAsync(of, int.MaxValue, ct)).Select(d => d.Id)];
            var changed = 0;
            foreach (var some in ids.Chunk(DeadLetterDesk.Most)) changed += await act(desk, some, parsed.GetValue(owner)!, ct);
            if (one is not null && changed == 0) return Common.Usage($"no dead letter has the id '{one}'; see monitor notify dead");
            Console.WriteLine(changed);
            return Common.Fine;
        });
    }

    private static Option<string?> Channel() => new("--channel") { Description = "Only of this channel." };

    private static string Json(Undelivered d) => Common.Line(new
    {
        d.Letter.Id,
        d.Letter.Channel,
        kind = d.Letter.Notice?.Kind,
        level = d.Letter.Notice?.Level,
        alert = d.Letter.Notice?.AlertId,
        subject = d.Subject(seesRestricted: false),
        createdAt = d.Letter.Notice?.CreatedAt,
        d.Letter.DiedAt,
        attempts = d.Letter.Notice?.Attempts,
        d.Letter.Detail,
        d.Letter.HandedTo,
    });

    private static string Words(Undelivered d) =>
        $"{d.Letter.Id}\n  {d.Letter.Channel}  {(d.Letter.Notice is { } n ? $"{Times.Full(n.CreatedAt)}  {n.Attempts} 次  " : "")}{d.Subject(seesRestricted: false)}\n  {d.Letter.Detail}{(d.Letter.HandedTo is { } to ? $"（已改由 {to}）" : "")}";
}
