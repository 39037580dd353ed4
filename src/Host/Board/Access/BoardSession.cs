using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Access;

/// <summary>A sign-in from its beginning to its end: idle for too long, lasting for too long, or ended by the person or an administrator.</summary>
internal static class BoardSession
{
    private const string Began = "monitor.began";

    public static Task BeginAsync(HttpContext context, User user)
    {
        var services = context.RequestServices;
        return context.SignInAsync(BoardPolicies.Scheme, BoardPrincipal.Of(user, services.GetRequiredService<ICurrentConfig>().Current.Board.SecondFactor), Begin(services));
    }

    /// <summary>What the cookie carries besides the person: when the session began, which no renewal changes.</summary>
    public static AuthenticationProperties Begin(IServiceProvider services)
    {
        var properties = new AuthenticationProperties();
        Stamp(properties, services);
        return properties;
    }

    public static void Stamp(AuthenticationProperties properties, IServiceProvider services) =>
        properties.Items[Began] = services.GetRequiredService<SignInClock>().Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Ends every session of the person, this one too.</summary>
    public static async Task EndAllAsync(ILedger ledger, string who, User user, DateTimeOffset now, CancellationToken ct)
    {
        await ledger.SaveUserAsync(user with { Epoch = user.Epoch + 1 }, ct);
        await ledger.AuditAsync(new AuditEntry(now, who, "session.end-all", user.Name, null), ct);
    }

    public static void Configure(CookieAuthenticationOptions o, ICurrentConfig config, SignInClock clock)
    {
        o.TimeProvider = clock.Time;
        o.ExpireTimeSpan = config.Current.Board.Session.Idle;
        o.SlidingExpiration = true;
        o.CookieManager = new HostCookies();
        o.Events.OnCheckSlidingExpiration = context =>
        {
            // A page left open asks for its parts for ever; only what a person does keeps a session alive.
            if (BoardSecurity.IsScript(context.Request)) context.ShouldRenew = false;
            return Task.CompletedTask;
        };
    }

    public static bool IsOver(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var longest = services.GetRequiredService<ICurrentConfig>().Current.Board.Session.Longest;
        return !long.TryParse(context.Properties.Items.TryGetValue(Began, out var text) ? text : null, NumberStyles.None, CultureInfo.InvariantCulture, out var began)
            || services.GetRequiredService<SignInClock>().Time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(began) > longest;
    }
}
