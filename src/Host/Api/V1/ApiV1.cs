using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Monitor.Host.Api.Keys;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Access.Table;

namespace Monitor.Host.Api.V1;

/// <summary>The JSON API for other programs: what the pages show and do, by API key. Each key has its own limit.</summary>
internal static class ApiV1
{
    public const string Root = "/api/v1";
    public const string Document = Root + "/openapi.json";
    public const int MostAMinute = 600;

    /// <summary>Listings give so many unless told otherwise, and at most <see cref="Most"/>.</summary>
    public const int Usual = 50;

    public const int Most = 500;

    private const string ByKey = "api-key";
    private const string ByEither = "api-key-or-session";

    public static void AddApiV1(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyDoor>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Callers.KeyScheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(ByKey, p => p.AddAuthenticationSchemes(Callers.KeyScheme).RequireAuthenticatedUser())
            .AddPolicy(ByEither, p => p.AddAuthenticationSchemes(BoardPolicies.Scheme, Callers.KeyScheme).RequireAuthenticatedUser().RequireAssertion(c => !c.User.HasClaim(BoardPolicies.MustChange, "1")));
        services.AddSingleton<ApiLimit>();
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        services.AddApiDocument();
    }

    public static void MapApiV1(this WebApplication app)
    {
        var api = app.MapGroup(Root).RequireAuthorization(ByKey).DisableRateLimiting().AddEndpointFilter(ApiLimit.CheckAsync);
        AlertApi.Map(api);
        PostApi.Map(api);
        TargetApi.Map(api);
        CaseApi.Map(api);
        StandingApi.Map(api);
        app.MapOpenApi(Document).RequireAuthorization(ByEither);
    }

    /// <summary>How many are wanted, or null when it is no number the API takes.</summary>
    public static int? Limit(int? wanted) => wanted is null ? Usual : wanted is >= 1 and <= Most ? wanted : null;

    public static IResult BadLimit() => ApiProblem.Bad($"limit: expected 1 to {Most}");
}
