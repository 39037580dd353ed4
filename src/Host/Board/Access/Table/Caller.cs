using System.Security.Claims;

namespace Monitor.Host.Board.Access.Table;

/// <summary>Who stands before an endpoint. Nobody is two of them: a key is never a person, and who must change the password is nothing else yet.</summary>
[Flags]
internal enum Caller
{
    None = 0,
    Anonymous = 1,
    MustChange = 1 << 1,
    Viewer = 1 << 2,
    Propaganda = 1 << 3,
    Security = 1 << 4,
    DutyOfficer = 1 << 5,
    Admin = 1 << 6,
    ViewerKey = 1 << 7,
    PropagandaKey = 1 << 8,
    SecurityKey = 1 << 9,
    DutyOfficerKey = 1 << 10,
    AdminKey = 1 << 11,
}

internal static class Callers
{
    /// <summary>Authentication type of whoever came with an API key.</summary>
    public const string KeyScheme = "api-key";

    /// <summary>In the order of the table's columns.</summary>
    public static IReadOnlyList<Caller> All { get; } = [.. Enum.GetValues<Caller>().Where(c => c != Caller.None)];

    public static Caller Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } identity) return Caller.Anonymous;
        if (user.HasClaim(BoardPolicies.MustChange, "1")) return Caller.MustChange;
        var person = Enum.TryParse<Caller>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : Caller.None;
        return identity.AuthenticationType == KeyScheme ? Keys(person) : person;
    }

    /// <summary>The keys with the roles of these people.</summary>
    public static Caller Keys(Caller people) => (Caller)((int)(people & AccessTable.Readers) << 5);
}
