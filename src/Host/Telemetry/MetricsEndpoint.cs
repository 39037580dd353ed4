using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Access.Table;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Telemetry;

/// <summary>/metrics: for admins, API keys of that role, the key of the section `metrics`, or, if that says so, for all.</summary>
internal static class MetricsEndpoint
{
    public const string Route = "/metrics";
    private const string Own = "metrics-key";
    private const string Policy = "metrics";

    public static void AddVitals(this IServiceCollection services)
    {
        services.AddSingleton<VitalsBook>().AddSingleton<StandingGauges>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, OwnKeyHandler>(Own, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, p => p.AddAuthenticationSchemes(BoardPolicies.Scheme, Callers.KeyScheme, Own).RequireAuthenticatedUser()
            .RequireRole(nameof(Role.Admin)).RequireAssertion(c => !c.User.HasClaim(BoardPolicies.MustChange, "1")));
    }

    public static void MapVitals(this WebApplication app)
    {
        // It counts from the start, not from the first question.
        _ = app.Services.GetRequiredService<VitalsBook>();
        app.MapGet(Route, async (VitalsBook book, StandingGauges gauges, CancellationToken ct) =>
            Results.Text(Exposition.Write([.. book.Read(), .. await gauges.ReadAsync(ct)]), Exposition.ContentType)).RequireAuthorization(Policy);
    }

    /// <summary>Named by the policy of this one endpoint only, so that its key, or its openness, opens nothing else.</summary>
    private sealed class OwnKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICurrentConfig config)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var (metrics, shown) = (config.Current.Metrics, BearerKey.Of(Request.Headers.Authorization));
            var fits = metrics.Key is { } key && CryptographicOperations.FixedTimeEquals(BearerKey.Hash(shown), BearerKey.Hash(key.Reveal()));
            if (!metrics.Open && !fits) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new(ClaimTypes.Name, Own), new(ClaimTypes.Role, nameof(Role.Admin))], Callers.KeyScheme);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Own)));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            return Task.CompletedTask;
        }
    }
}
