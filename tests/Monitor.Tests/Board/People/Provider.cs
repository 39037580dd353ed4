using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Collectors;

namespace Monitor.Tests.Board.People;

/// <summary>An OpenID provider: discovery, keys, code with PKCE, tokens signed RS256. It is strict with its client, and lies where a test tells it to.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Client = "board";
    public const string Secret = "client-secret-of-the-test";

    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);
    private readonly Dictionary<string, (string Challenge, string Nonce, string Redirect)> _codes = [];
    private WebSite _site = null!;

    /// <summary>What the next token says of the person.</summary>
    public Dictionary<string, object> Person { get; } = new() { ["sub"] = "u-1", ["preferred_username"] = "chen", ["roles"] = new[] { "monitor-security" } };

    /// <summary>Changes a token before it is signed.</summary>
    public Action<Dictionary<string, object>>? Lie { get; set; }

    public string Kid { get; set; } = "k1";

    /// <summary>Signs with a key it does not publish.</summary>
    public bool Forge { get; set; }

    public bool Unsigned { get; set; }

    public bool Deny { get; set; }

    public Uri Address => _site.Url("", "https");

    public string Issuer => Address.ToString().TrimEnd('/');

    /// <summary>Requests for tokens that were refused, and why.</summary>
    public List<string> Refused { get; } = [];

    public static async Task<Provider> StartAsync(X509Certificate2 certificate)
    {
        var provider = new Provider();
        provider._site = await WebSite.StartAsync(provider.Map, listen => listen.UseHttps(certificate));
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _key.Dispose();
        _other.Dispose();
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
            ["end_session_endpoint"] = Issuer + "/logout",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
            ["code_challenge_methods_supported"] = new[] { "S256" },
        }));
        app.MapGet("/keys", () =>
        {
            var key = _key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } });
        });
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", TokenAsync);
    }

    private IResult Authorize(HttpRequest request)
    {
        string Of(string name) => request.Query[name].ToString();
        if (Of("client_id") != Client || Of("response_type") != "code" || Of("code_challenge_method") != "S256" || Of("code_challenge").Length != 43 || Of("nonce").Length < 20 || Of("state").Length < 20
            || !Of("scope").Split(' ').Contains("openid")) return Results.BadRequest("not what a careful client asks");
        if (Deny) return Results.Redirect($"{Of("redirect_uri")}?error=access_denied&state={Uri.EscapeDataString(Of("state"))}");
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (Of("code_challenge"), Of("nonce"), Of("redirect_uri"));
        return Results.Redirect($"{Of("redirect_uri")}?code={code}&state={Uri.EscapeDataString(Of("state"))}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        IResult No(string why)
        {
            Refused.Add(why);
            return Results.Json(new { error = "invalid_grant", error_description = why }, statusCode: 400);
        }

        if (form["client_id"] != Client || form["client_secret"] != Secret) return No("client");
        if (!_codes.Remove(form["code"].ToString(), out var asked)) return No("code");
        if (form["redirect_uri"] != asked.Redirect) return No("redirect_uri");
        if (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge) return No("pkce");
        return Results.Json(new { access_token = "opaque", token_type = "Bearer", expires_in = 300, id_token = Token(asked.Nonce) });
    }

    private string Token(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Person) { ["iss"] = Issuer, ["aud"] = Client, ["nonce"] = nonce, ["iat"] = now, ["exp"] = now + 300 };
        Lie?.Invoke(claims);
        var header = new Dictionary<string, object> { ["alg"] = Unsigned ? "none" : "RS256", ["typ"] = "JWT", ["kid"] = Kid };
        var text = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header)) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        return text + "." + (Unsigned ? "" : Base64Url.EncodeToString((Forge ? _other : _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }
}
