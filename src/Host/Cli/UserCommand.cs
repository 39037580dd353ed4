using System.CommandLine;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Security;

namespace Monitor.Host.Cli;

/// <summary>`monitor user add|list|reset|totp-reset|lock|unlock|end-sessions`: accounts. One-time passwords go to stdout, once.</summary>
internal static class UserCommand
{
    public static Command Build() => new("user", "Accounts of the board.") { Add(), List(), Reset(), ResetFactor(), Act("lock", "Shuts a user out at once.", (d, n, ct) => d.LockAsync("cli", n, ct)), Act("unlock", "Lets a user in again and lifts a lock of wrong tries.", (d, n, ct) => d.UnlockAsync("cli", n, ct)), Act("end-sessions", "Ends every session of a user.", (d, n, ct) => d.EndSessionsAsync("cli", n, ct)), SetMail() };

    private static Command Add()
    {
        var name = new Argument<string>("name");
        var role = new Option<Role>("--role") { Description = "viewer, propaganda, security, dutyOfficer or admin.", DefaultValueFactory = _ => Role.Viewer };
        return WithDoor(new Command("add", "Creates a user with a one-time password.") { name, role }, async (app, parsed, ct) =>
            Tell(await app.GetRequiredService<IUserDoor>().CreateAsync(parsed.GetValue(name)!, parsed.GetValue(role), ct), "the name is taken"));
    }

    private static Command Reset()
    {
        var name = new Argument<string>("name");
        return WithDoor(new Command("reset", "Gives a new one-time password and lifts a lock.") { name }, async (app, parsed, ct) =>
            Tell(await app.GetRequiredService<UserDoor>().ResetAsync(parsed.GetValue(name)!, ct), "no such user"));
    }

    private static Command ResetFactor()
    {
        var name = new Argument<string>("name");
        return WithDoor(new Command("totp-reset", "Takes a user's second factor away, for a lost phone; audited.") { name }, async (app, parsed, ct) =>
            await app.GetRequiredService<FactorDoor>().RemoveAsync("cli", parsed.GetValue(name)!, ct) ? Common.Fine : Common.Usage("no such user, or no second factor"));
    }

    private static Command Act(string verb, string text, Func<UserDesk, string, CancellationToken, Task<string?>> act)
    {
        var name = new Argument<string>("name");
        return WithDoor(new Command(verb, text) { name }, async (app, parsed, ct) =>
            await act(app.GetRequiredService<UserDesk>(), parsed.GetValue(name)!, ct) is { } problem ? Common.Usage(problem) : Common.Fine);
    }

    private static Command SetMail()
    {
        var name = new Argument<string>("name");
        var address = new Argument<string>("address") { Description = "Mail address, or none to take it away." };
        var (weekly, daily) = (new Option<bool>("--weekly") { Description = "Wants the weekly letter.", DefaultValueFactory = _ => true }, new Option<bool>("--daily") { Description = "Wants the daily brief.", DefaultValueFactory = _ => true });
        return WithDoor(new Command("set-mail", "Says where a person's digests go. Who gets one is decided by role: digest.roles.") { name, address, weekly, daily }, async (app, parsed, ct) =>
        {
            var (ledger, to) = (app.GetRequiredService<ILedger>(), parsed.GetValue(address)!);
            if (await ledger.UserAsync(parsed.GetValue(name)!, ct) is not { } user) return Common.Usage("no such user");
            AuditEntry Act(string action) => new(app.GetRequiredService<TimeProvider>().GetUtcNow(), "cli", action, user.Name, null);
            if (to == "none") await ledger.RemoveMailboxAsync(user.Name, Act("mailbox.remove"), ct);
            else if (!MailFile.IsAddress(to)) return Common.Usage($"expected a mail address such as name@example.cn, found '{to}'");
            else await ledger.SaveMailboxAsync(new Mailbox(user.Name, to, parsed.GetValue(weekly), parsed.GetValue(daily)), Act("mailbox.save"), ct);
            return Common.Fine;
        });
    }

    private static Command List()
    {
        var json = Common.JsonOption();
        return WithDoor(new Command("list", "All users; never a hash.") { json }, async (app, parsed, ct) =>
        {
            foreach (var user in await app.GetRequiredService<ILedger>().UsersAsync(ct))
                Console.WriteLine(parsed.GetValue(json) ? Common.Line(new { user.Name, user.Role, user.MustChangePassword, user.LockedUntil, user.Disabled, secondFactor = user.Factor is not null, user.Identity?.Issuer }) : $"{user.Name,-20} {user.Role,-12} {(user.MustChangePassword ? "one-time password" : "")} {user.LockedUntil:O}{(user.Disabled ? " locked" : "")}{(user.Factor is null ? "" : " second-factor")}");
            return Common.Fine;
        });
    }

    private static Command WithDoor(Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> body)
    {
        var (config, data) = (Common.ConfigOption(), Common.DataOption());
        command.Add(config);
        command.Add(data);
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            await using var app = await Workshop.OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            return await body(app.Services, parsed, ct);
        }));
        return command;
    }

    private static int Tell(string? password, string problem)
    {
        if (password is null) return Common.Usage(problem);
        Console.WriteLine(password);
        return Common.Fine;
    }
}
