using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Host.Configuration;

internal sealed record BoardConfig
{
    [Description("Addresses the board listens on; loopback unless told otherwise. An https address needs `certificate`.")]
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    [Description("Address under which people reach the board, such as https://monitor.example.cn; absent = notices carry no links.")]
    public string? PublicUrl { get; init; }

    [Description("How long the link of a notice acknowledges."), Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan LinksLast { get; init; } = TimeSpan.FromHours(24);

    [Description("Key that signs those links, as env:NAME or file:/path; absent = a random key is made and kept in the data directory. Second factors are sealed with it too.")]
    public Secret? LinkKey { get; init; }

    [Description("Certificate of the https addresses; read anew when its file changes.")]
    public CertificateConfig? Certificate { get; init; }

    [Description("Networks of proxies, such as 10.0.0.0/8: only what comes from them may say for whom it asks (X-Forwarded-For, -Proto, -Host).")]
    public IReadOnlyList<string> Proxies { get; init; } = [];

    [Description("How long a sign-in lasts.")]
    public SessionConfig Session { get; init; } = new();

    [Description("One-time codes of an authenticator app beside the password.")]
    public FactorConfig SecondFactor { get; init; } = new();

    [Description("Requests a minute before the board answers 429.")]
    public LimitsConfig Limits { get; init; } = new();

    [Description("Sign-in at an OpenID Connect provider.")]
    public OpenIdConfig? OpenId { get; init; }
}

internal sealed record CertificateConfig
{
    [Description("PEM file with the certificate and those between it and its root, or a PFX file; relative to this file.")]
    public required string File { get; init; }

    [Description("PEM file of the private key; absent = it is in `file`.")]
    public string? Key { get; init; }

    [Description("Password of the key or the PFX file, as env:NAME or file:/path.")]
    public Secret? Password { get; init; }
}

internal sealed record SessionConfig
{
    [Description("A session ends when its person did nothing for this long; what a page fetches by itself does not count."), Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(12);

    [Description("A session ends this long after its sign-in, whatever happens."), Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(7);
}

internal enum FactorNeed { Optional, Required }

internal sealed record FactorConfig
{
    [Description("optional: whoever wants. required: who has none sees nothing before setting one up.")]
    public FactorNeed Need { get; init; } = FactorNeed.Optional;

    [Description("Roles it is required of; empty = all.")]
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Whom a provider vouches for shows a second factor there, if any.</summary>
    public bool Misses(User user) => Need == FactorNeed.Required && user is { Factor: null, Identity: null } && (Roles.Count == 0 || Roles.Contains(user.Role));
}

internal sealed record LimitsConfig
{
    [Description("Pages and API calls of one signed-in person or, of who is not signed in, one address."), Range(10, 10_000_000)]
    public int Requests { get; init; } = 1200;

    [Description("Passwords and codes sent from one address."), Range(3, 100_000)]
    public int SignIns { get; init; } = 30;
}

internal sealed record OpenIdConfig
{
    [Description("Address of the provider, such as https://login.example.cn/realms/district; http only on loopback.")]
    public required Uri Authority { get; init; }

    [Description("The board's name at the provider. Its redirect address there is https://BOARD/signin/openid.")]
    public required string ClientId { get; init; }

    [Description("As env:NAME or file:/path; absent for a public client (PKCE is used either way).")]
    public Secret? ClientSecret { get; init; }

    [Description("Claim of the ID token that says what a person may do; a dot leads into an object, as realm_access.roles.")]
    public string RoleClaim { get; init; } = "roles";

    [Description("Value of that claim: role on the board. Of several the one with most rights counts; who has none is refused.")]
    public IReadOnlyDictionary<string, Role> Roles { get; init; } = new Dictionary<string, Role>();

    [Description("Claim that is the person's name on the board.")]
    public string NameClaim { get; init; } = "preferred_username";

    [Description("Scopes asked for besides openid and profile.")]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    [Description("PEM file of the authorities the provider's certificate must lead to; absent = those of the machine.")]
    public string? CaFile { get; init; }

    [Description("True shuts the door for passwords of the board's own.")]
    public bool Only { get; init; }

    [Description("What the button says.")]
    public string Label { get; init; } = "统一身份认证登录";
}
