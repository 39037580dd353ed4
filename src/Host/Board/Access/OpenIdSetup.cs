using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Monitor.Alerts.Trust;
using Monitor.Host.Board.Pages;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Access;

/// <summary>
/// Sign-in at an OpenID Connect provider: authorization code with PKCE, the answer by query, so that the state cookies can be SameSite=Lax and work on
/// loopback without https too. What the provider's token says of roles makes a person of the ledger; from there on all is as with a password.
/// </summary>
internal static class OpenIdSetup
{
    public const string Callback = "/signin/openid";

    public static void Add(AuthenticationBuilder authentication, OpenIdConfig config, string directory)
    {
        authentication.Services.AddSingleton<OpenIdPeople>();
        authentication.AddOpenIdConnect(BoardPolicies.OpenId, o =>
        {
            (o.Authority, o.ClientId, o.ClientSecret) = (config.Authority.AbsoluteUri, config.ClientId, config.ClientSecret?.Reveal());
            o.RequireHttpsMetadata = config.Authority.Scheme == Uri.UriSchemeHttps;
            (o.SignInScheme, o.CallbackPath, o.SignedOutCallbackPath) = (BoardPolicies.Scheme, Callback, "/signout/openid");
            (o.ResponseType, o.ResponseMode, o.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
            (o.SaveTokens, o.GetClaimsFromUserInfoEndpoint, o.MapInboundClaims) = (false, false, false);
            foreach (var scope in config.Scopes) o.Scope.Add(scope);
            // Parsed by the provider's own words: ours are made when the person is known.
            o.TokenValidationParameters = new TokenValidationParameters { NameClaimType = config.NameClaim, RoleClaimType = config.RoleClaim, ClockSkew = TimeSpan.FromMinutes(1), RequireSignedTokens = true };
            o.TimeProvider = TimeProvider.System;
            foreach (var cookie in new[] { o.NonceCookie, o.CorrelationCookie })
                (cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest, true);
            if (config.CaFile is { } file) o.BackchannelHttpHandler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = OwnAuthority.Only(Path.Combine(directory, file)) } };
            o.Events.OnTokenValidated = Signed;
            o.Events.OnTicketReceived = AdmitAsync;
            o.Events.OnRemoteFailure = RefuseAsync;
        });
    }

    /// <summary>The handler takes an unsigned token where it came over TLS from the provider itself, as the standard allows. We do not.</summary>
    private static Task Signed(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature)) context.Fail("the ID token is not signed");
        return Task.CompletedTask;
    }

    /// <summary>Only here has everything been checked, the nonce last: before, nothing may be written down of the person.</summary>
    private static async Task AdmitAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (user, refusal) = await services.GetRequiredService<OpenIdPeople>().AdmitAsync(context.Principal!, context.HttpContext.RequestAborted);
        if (user is null)
        {
            context.HandleResponse();
            await OpenIdPages.Refused(refusal).ExecuteAsync(context.HttpContext);
            return;
        }

        context.Principal = BoardPrincipal.Of(user, services.GetRequiredService<ICurrentConfig>().Current.Board.SecondFactor);
        BoardSession.Stamp(context.Properties!, services);
    }

    /// <summary>A forged or stale answer, a token that is not for us, or a person who changed their mind: none comes in. Why goes to the log; the page does not tell who guesses.</summary>
    private static async Task RefuseAsync(RemoteFailureContext context)
    {
        var log = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdSetup).FullName!);
        log.LogWarning("Sign-in at the OpenID provider failed: {Kind}: {Why}", context.Failure?.GetType().Name, context.Failure?.Message);
        context.HandleResponse();
        await OpenIdPages.Failed().ExecuteAsync(context.HttpContext);
    }
}
