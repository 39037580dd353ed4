namespace Monitor.Host.Board.Access.Table;

/// <summary>
/// Every endpoint, and who may come. What has no line is refused (<see cref="AccessGate"/>), and the tests fail on it; docs/access.md is written from here.
/// </summary>
internal static partial class AccessTable
{
    public const Caller Readers = Caller.Viewer | Caller.Propaganda | Caller.Security | Caller.DutyOfficer | Caller.Admin;
    private const Caller SignedIn = Readers | Caller.MustChange;
    private const Caller Takers = Caller.Propaganda | Caller.Security | Caller.DutyOfficer | Caller.Admin;
    private const Caller Content = Caller.Propaganda | Caller.DutyOfficer | Caller.Admin;
    private const Caller Systems = Caller.Security | Caller.DutyOfficer | Caller.Admin;
    private const Caller Care = Caller.Propaganda | Caller.Admin;
    private const Caller Duty = Caller.DutyOfficer | Caller.Admin;

    private static readonly Caller Everybody = Callers.All.Aggregate(Caller.None, (all, one) => all | one);
    private static readonly Dictionary<(string Method, string Route), AccessLine> Lines = Read();

    public static IReadOnlyCollection<AccessLine> All => Lines.Values;

    /// <summary>A group's own address is written with and without its last slash.</summary>
    public static string RouteOf(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText is { Length: > 1 } text ? text.TrimEnd('/') : "/";

    /// <summary>Null when nobody has said who may come: then nobody may.</summary>
    public static AccessLine? Find(string method, string route) => Lines.GetValueOrDefault((method, route));

    private static Dictionary<(string Method, string Route), AccessLine> Read()
    {
        IEnumerable<AccessLine> all = [.. Doors(), .. Reading(), .. Acting(), .. Api()];
        return all.ToDictionary(l => (l.Method, l.Route));
    }

    private static AccessLine Open(string method, string route) => new(AccessKind.Open, method, route, Everybody);

    private static AccessLine Page(string method, string route, Caller people) => new(AccessKind.Page, method, route, people);

    private static AccessLine Key(string method, string route, Caller roles) => new(AccessKind.Api, method, route, Callers.Keys(roles));

    private static AccessLine Either(string route, Caller roles) => new(AccessKind.Either, HttpMethods.Get, route, roles | Callers.Keys(roles));

    // Who has the right shows only inside: the gate lets all pass and the handler reads the key.
    private static AccessLine OwnKey(string method, string route) => new(AccessKind.OwnKey, method, route, Everybody);
}
