using System.Security.Claims;
using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Host.Board.Access;

/// <summary>What a signed-in person may do, beyond what the endpoint policies already say.</summary>
internal static class Permissions
{
    public static Role RoleOf(ClaimsPrincipal user) =>
        Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : Role.Viewer;

    /// <summary>A team takes its own alerts; duty officer and admin take any.</summary>
    public static bool MayAcknowledge(ClaimsPrincipal user, Alert alert) => RoleOf(user) switch
    {
        Role.Admin or Role.DutyOfficer => true,
        Role.Propaganda => alert.Team == Team.Propaganda,
        Role.Security => alert.Team == Team.Security,
        _ => false,
    };

    /// <summary>As <see cref="BoardPolicies.Label"/> says.</summary>
    public static bool MayLabel(ClaimsPrincipal user) => RoleOf(user) is Role.Propaganda or Role.DutyOfficer or Role.Admin;

    /// <summary>Network security works on systems, not on speakers.</summary>
    public static bool SeesAuthors(ClaimsPrincipal user) => RoleOf(user) != Role.Security;
}
