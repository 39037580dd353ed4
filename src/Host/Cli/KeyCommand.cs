using System.CommandLine;
using System.Globalization;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Core.Weaknesses;
using Monitor.Host.Api.Keys;

namespace Monitor.Host.Cli;

/// <summary>`monitor key create|list|revoke`: keys of other programs. A key goes to stdout, once.</summary>
internal static class KeyCommand
{
    private const string Who = "cli";

    public static Command Build() => new("key", "API keys of other programs.") { Create(), List(), Revoke() };

    private static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Which program it is for: lower-case letters, digits and dashes." };
        var role = new Option<Role>("--role") { Description = "viewer, propaganda, security, dutyOfficer or admin.", DefaultValueFactory = _ => Role.Viewer };
        var expires = new Option<string?>("--expires") { Description = "First day (Asia/Shanghai) on which it no longer opens anything, such as 2026-09-01." };
        return Workshop.Command(new Command("create", "Makes a key and prints it, this once.") { name, role, expires }, async (app, parsed, ct) =>
        {
            DateTimeOffset? end = null;
            if (parsed.GetValue(expires) is { } text)
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Common.Usage($"--expires: expected a day such as 2026-09-01, found '{text}'");
                end = WeaknessDays.Begin(day);
            }

            var (key, problem) = await app.GetRequiredService<ApiKeyDoor>().CreateAsync(parsed.GetValue(name)!, parsed.GetValue(role), end, Who, ct);
            if (key is null) return Common.Usage(problem!);
            Console.WriteLine(key);
            return Common.Fine;
        });
    }

    private static Command Revoke()
    {
        var name = new Argument<string>("name");
        return Workshop.Command(new Command("revoke", "Ends a key, from its next request on.") { name }, async (app, parsed, ct) =>
            await app.GetRequiredService<ApiKeyDoor>().RevokeAsync(parsed.GetValue(name)!, Who, ct) ? Common.Fine : Common.Usage("no such key in force"));
    }

    private static Command List()
    {
        var json = Common.JsonOption();
        return Workshop.Command(new Command("list", "All keys, ended ones too; never a key or its hash.") { json }, async (app, parsed, ct) =>
        {
            var now = app.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var key in await app.GetRequiredService<ILedger>().ApiKeysAsync(ct))
            {
                var state = key.RevokedAt is not null ? "revoked" : key.IsGoodAt(now) ? "good" : "expired";
                Console.WriteLine(parsed.GetValue(json)
                    ? Common.Line(new { key.Name, key.Role, state, key.Start, key.CreatedAt, key.CreatedBy, key.Expires, key.RevokedAt, key.RevokedBy, key.LastUsed })
                    : $"{key.Name,-24} {key.Role,-12} {state,-8} {key.Start}…  made {key.CreatedAt:O} by {key.CreatedBy}{(key.Expires is { } end ? $", ends {end:O}" : "")}{(key.LastUsed is { } used ? $", last used {used:O}" : ", never used")}");
            }

            return Common.Fine;
        });
    }
}
