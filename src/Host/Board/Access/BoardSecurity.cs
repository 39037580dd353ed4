using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Access;

/// <summary>Cookie, policies and antiforgery. Nothing is reachable unless an endpoint says so.</summary>
internal static class BoardSecurity
{
    public static void Add(IServiceCollection services, OpenIdConfig? openId, string directory)
    {
        var authentication = services.AddAuthentication(BoardPolicies.Scheme).AddCookie(BoardPolicies.Scheme, Cookie);
        services.AddOptions<CookieAuthenticationOptions>(BoardPolicies.Scheme).Configure<ICurrentConfig, SignInClock>(BoardSession.Configure);
        if (openId is not null) OpenIdSetup.Add(authentication, openId, directory);
        BoardLimits.Add(services);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "monitor-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });

        var read = new AuthorizationPolicyBuilder(BoardPolicies.Scheme).RequireAuthenticatedUser()
            .RequireAssertion(c => !c.User.HasClaim(BoardPolicies.MustChange, "1") && !c.User.HasClaim(BoardPolicies.MustEnrol, "1")).Build();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(read)
            .SetFallbackPolicy(read)
            .AddPolicy(BoardPolicies.Read, read)
            .AddPolicy(BoardPolicies.SignedIn, p => p.RequireAuthenticatedUser())
            .AddPolicy(BoardPolicies.Acknowledge, p => p.Combine(read).RequireRole(
                nameof(Role.Propaganda), nameof(Role.Security), nameof(Role.DutyOfficer), nameof(Role.Admin)))
            .AddPolicy(BoardPolicies.Issue, p => p.Combine(read).RequireRole(nameof(Role.DutyOfficer), nameof(Role.Admin)))
            .AddPolicy(BoardPolicies.Label, p => p.Combine(read).RequireRole(nameof(Role.Propaganda), nameof(Role.DutyOfficer), nameof(Role.Admin)))
            .AddPolicy(BoardPolicies.Weaknesses, p => p.Combine(read).RequireRole(nameof(Role.Security), nameof(Role.DutyOfficer), nameof(Role.Admin)))
            .AddPolicy(BoardPolicies.Audit, p => p.Combine(read).RequireRole(nameof(Role.Admin)));
    }

    /// <summary>Every POST passes here; a missing or foreign token is refused before the handler runs.</summary>
    public static async ValueTask<object?> CheckPostAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (HttpMethods.IsGet(context.HttpContext.Request.Method)) return await next(context);

        try
        {
            await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context.HttpContext);
        }
        catch (AntiforgeryValidationException)
        {
            return Refusals.BadForm();
        }

        return await next(context);
    }

    private static void Cookie(CookieAuthenticationOptions o)
    {
        o.Cookie.Name = "monitor";
        o.Cookie.HttpOnly = true;
        // Lax, not Strict: a link in an alert mail must arrive signed in. Forms carry their own token.
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.LoginPath = "/signin";
        o.ReturnUrlParameter = "next";
        o.Events.OnValidatePrincipal = BoardPrincipal.RevalidateAsync;
        o.Events.OnRedirectToLogin = ToSignIn;
        o.Events.OnRedirectToAccessDenied = ToRefusal;
    }

    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsScript(context.Request)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task ToRefusal(RedirectContext<CookieAuthenticationOptions> context)
    {
        var mustChange = context.HttpContext.User.HasClaim(BoardPolicies.MustChange, "1");
        var mustEnrol = context.HttpContext.User.HasClaim(BoardPolicies.MustEnrol, "1");
        if ((mustChange || mustEnrol) && !IsScript(context.Request))
        {
            context.Response.Redirect(mustChange ? "/password" : "/factor");
            return Task.CompletedTask;
        }

        return Refusals.Forbidden().ExecuteAsync(context.HttpContext);
    }

    /// <summary>Asked for by a page, not by a person.</summary>
    internal static bool IsScript(HttpRequest request) =>
        request.Headers.ContainsKey("X-Fragment") || request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/live");
}
