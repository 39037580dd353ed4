using Monitor.Host.Api.Beat;
using Monitor.Host.Api.Push;
using Monitor.Host.Api.V1;
using Monitor.Host.Digests;
using Monitor.Host.Telemetry;
using Monitor.Host.Vantages;

namespace Monitor.Host.Board.Access.Table;

internal static partial class AccessTable
{
    private const string Get = "GET";
    private const string Head = "HEAD";
    private const string Post = "POST";

    private static IEnumerable<AccessLine> Doors() =>
    [
        Open(Get, "/healthz"),
        Open(Get, "/readyz"),
        Open(Get, "/assets/{name}"),
        Open(Get, "/signin"),
        Open(Post, "/signin"),
        Open(Get, "/signin/openid/start"),
        Open(Post, "/signin/factor"),
        Page(Post, "/signout", SignedIn),
        Page(Get, "/account", SignedIn),
        Page(Post, "/account/end-sessions", SignedIn),
        Page(Get, "/factor", SignedIn),
        Page(Post, "/factor", SignedIn),
        Page(Post, "/factor/remove", SignedIn),
        Page(Get, "/password", SignedIn),
        Page(Post, "/password", SignedIn),
        OwnKey(Get, "/ack/{token}"),
        OwnKey(Head, "/ack/{token}"),
        OwnKey(Post, "/ack/{token}"),
        OwnKey(Get, DigestLinks.Path),
        OwnKey(Post, DigestLinks.Path),
        OwnKey(Post, PushEndpoints.Route),
        OwnKey(Post, VantageEndpoints.Route),
        OwnKey(Get, BeatEndpoints.Route),
        OwnKey(Head, BeatEndpoints.Route),
        OwnKey(Post, BeatEndpoints.Route),
        // Only in `monitor demo`, and only from this machine.
        Open(Get, "/demo"),
        Open(Post, "/demo/fault"),
        Open(Get, "/demo/caught"),
    ];

    private static IEnumerable<AccessLine> Reading() =>
    [
        Page(Get, "/", Readers),
        Page(Get, "/alerts", Readers),
        Page(Get, "/alerts/restricted", Care),
        Page(Get, "/alerts/{id}", Readers),
        Page(Get, "/alerts/{id}/report", Readers),
        Page(Get, "/alerts/{id}/why", Readers),
        Page(Get, "/audit", Caller.Admin),
        Page(Get, "/cases", Readers),
        Page(Get, "/cases/restricted", Care),
        Page(Get, "/cases/{id}", Readers),
        Page(Get, "/cases/{id}/report", Readers),
        Page(Get, "/concerns", Readers),
        Page(Get, "/deliveries", Readers),
        Page(Get, "/digest", Readers),
        Page(Get, "/digest/file", Readers),
        Page(Get, "/digest/preview", Readers),
        Page(Get, "/drills", Readers),
        Page(Get, "/drills/{id}", Readers),
        Page(Get, "/drills/{id}/report", Readers),
        Page(Get, "/live", Readers),
        Page(Get, "/models", Readers),
        Page(Get, "/posts", Readers),
        Page(Get, "/posts/file", Readers),
        Page(Get, "/posts/{id}", Readers),
        Page(Get, "/silences", Readers),
        Page(Get, "/sources", Readers),
        Page(Get, "/sources/{id}", Readers),
        Page(Get, "/stories", Readers),
        Page(Get, "/stories/{id}", Readers),
        Page(Get, "/targets", Readers),
        Page(Get, "/targets/{id}", Readers),
        Page(Get, "/settings", Caller.Admin),
        Page(Get, "/wall", Readers),
        Page(Get, "/weaknesses", Systems),
        Page(Get, "/weaknesses/file", Systems),
        Page(Get, "/weaknesses/{id}", Systems),
        Page(Get, "/api", Readers),
        Page(Get, "/api/curve", Readers),
        Page(Get, "/api/stories/{id}/timeline", Readers),
        Page(Get, "/api/targets/{id}/timings", Readers),
    ];

    private static IEnumerable<AccessLine> Acting() =>
    [
        Page(Post, "/alerts/{id}/acknowledge", Takers),
        Page(Post, "/alerts/{id}/case", Takers),
        Page(Post, "/alerts/{id}/issue", Duty),
        Page(Post, "/alerts/{id}/silence", Takers),
        Page(Post, "/alerts/{id}/verdict", Takers),
        Page(Post, "/cases/{id}/{step}", Takers),
        Page(Post, "/deliveries/aside", Takers),
        Page(Post, "/deliveries/resend", Takers),
        Page(Post, "/digest/mailbox", Readers),
        Page(Post, "/digest/send", Duty),
        Page(Post, "/drills/{id}/stop", Duty),
        Page(Post, "/guides/close", Readers),
        Page(Post, "/posts/filters", Readers),
        Page(Post, "/posts/filters/remove", Readers),
        Page(Post, "/posts/{id}/label", Content),
        Page(Post, "/settings/channels/{id}/test", Caller.Admin),
        Page(Post, "/settings/users", Caller.Admin),
        Page(Post, "/settings/users/{name}/{step}", Caller.Admin),
        Page(Post, "/silences/{id}/end", Takers),
        Page(Post, "/stories/{id}/case", Takers),
        Page(Post, "/targets/{id}/approve", Takers),
        Page(Post, "/weaknesses/{id}/{step}", Systems),
    ];

    private static IEnumerable<AccessLine> Api() =>
    [
        Either(ApiV1.Document, Readers),
        // Also for the key of metrics.key, and for all when metrics.open says so.
        Either(MetricsEndpoint.Route, Caller.Admin),
        Key(Get, "/api/v1/alerts", Readers),
        Key(Get, "/api/v1/alerts/{id}", Readers),
        Key(Get, "/api/v1/alerts/{id}/why", Readers),
        Key(Post, "/api/v1/alerts/{id}/acknowledge", Takers),
        Key(Post, "/api/v1/alerts/{id}/verdict", Takers),
        Key(Get, "/api/v1/silences", Readers),
        Key(Post, "/api/v1/silences", Takers),
        Key(Get, "/api/v1/posts", Readers),
        Key(Get, "/api/v1/posts/{id}", Readers),
        Key(Get, "/api/v1/stories", Readers),
        Key(Get, "/api/v1/stories/{id}", Readers),
        Key(Get, "/api/v1/concerns", Readers),
        Key(Get, "/api/v1/targets", Readers),
        Key(Get, "/api/v1/targets/{id}", Readers),
        Key(Get, "/api/v1/sources", Readers),
        Key(Get, "/api/v1/cases", Readers),
        Key(Get, "/api/v1/cases/{id}", Readers),
        Key(Post, "/api/v1/cases/{id}/{step}", Takers),
        Key(Get, "/api/v1/deliveries", Readers),
        Key(Get, "/api/v1/digest", Readers),
    ];
}
