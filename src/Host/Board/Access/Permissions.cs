using System.Security.Claims;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Core.Sources;

namespace Monitor.Host.Board.Access;

/// <summary>What a signed-in person may do, beyond what the endpoint policies already say.</summary>
internal static class Permissions
{
    /// <summary>Codes of what lies open that should not.</summary>
    public const string Exposure = "exposure.";

    public static Role RoleOf(ClaimsPrincipal user) =>
        Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : Role.Viewer;

    /// <summary>What tells of people in distress is for those who care for them.</summary>
    public static bool SeesRestricted(ClaimsPrincipal user) => RoleOf(user) is Role.Propaganda or Role.Admin;

    /// <summary>Whether the person may read the alert at all.</summary>
    public static bool Sees(ClaimsPrincipal user, Alert alert) => (!alert.Restricted || SeesRestricted(user)) && (SeesWeaknesses(user) || !OfWeaknesses(alert.Kind));

    /// <summary>Words of people in distress are not for every eye; nor is whose they are, even for those who may read them.</summary>
    public static bool Sees(ClaimsPrincipal user, Post post) => !Distressed(post) || SeesRestricted(user);

    public static bool Sees(ClaimsPrincipal user, Story story) => story.Topic != Topics.StudentWellbeing || SeesRestricted(user);

    /// <summary>A team takes its own alerts; duty officer and admin take any they may see.</summary>
    public static bool MayAcknowledge(ClaimsPrincipal user, Alert alert) => Sees(user, alert) && RoleOf(user) switch
    {
        Role.Admin or Role.DutyOfficer => true,
        Role.Propaganda => alert.Team == Team.Propaganda,
        Role.Security => alert.Team == Team.Security,
        _ => false,
    };

    public static bool Sees(ClaimsPrincipal user, Case subject) => !subject.Restricted || SeesRestricted(user);

    /// <summary>As alerts: a team works on its own cases, duty officer and admin on any they may see.</summary>
    public static bool MayHandle(ClaimsPrincipal user, Case subject) => Sees(user, subject) && RoleOf(user) switch
    {
        Role.Admin or Role.DutyOfficer => true,
        Role.Propaganda => subject.Team == Team.Propaganda,
        Role.Security => subject.Team == Team.Security,
        _ => false,
    };

    /// <summary>A proposed level becomes a warning by the word of who is on duty.</summary>
    public static bool MayIssue(ClaimsPrincipal user, Alert alert) => Sees(user, alert) && RoleOf(user) is Role.DutyOfficer or Role.Admin;

    /// <summary>An exercise that gets in the way of something real is ended by who is on duty, as <see cref="BoardPolicies.Issue"/> says.</summary>
    public static bool MayStopDrill(ClaimsPrincipal user) => RoleOf(user) is Role.DutyOfficer or Role.Admin;

    /// <summary>Whoever takes the alert may send its notices again; letters and lists belong to all, so to who is on duty.</summary>
    public static bool MaySendAgain(ClaimsPrincipal user, Alert? alert) => alert is null ? RoleOf(user) is Role.DutyOfficer or Role.Admin : MayAcknowledge(user, alert);

    /// <summary>Whoever could have made it may end it; without a team it reaches both, so both may.</summary>
    public static bool MayEnd(ClaimsPrincipal user, Silence silence) => RoleOf(user) switch
    {
        Role.Admin or Role.DutyOfficer => true,
        Role.Propaganda => silence.Team is null or Team.Propaganda,
        Role.Security => silence.Team is null or Team.Security,
        _ => false,
    };

    /// <summary>The register of weaknesses is a list of ways in: for those who mend systems, and those on duty. As <see cref="BoardPolicies.Weaknesses"/> says.</summary>
    public static bool SeesWeaknesses(ClaimsPrincipal user) => RoleOf(user) is Role.Security or Role.DutyOfficer or Role.Admin;

    /// <summary>What lies open on a system is nobody else's business; that a certificate runs out anybody can see.</summary>
    public static bool Sees(ClaimsPrincipal user, Finding finding) => SeesWeaknesses(user) || !finding.Code.StartsWith(Exposure, StringComparison.Ordinal);

    /// <summary>What a site answered may hold anything; it is for those who can mend the source.</summary>
    public static bool SeesSamples(ClaimsPrincipal user) => RoleOf(user) is Role.Propaganda or Role.DutyOfficer or Role.Admin;

    /// <summary>Whether a changed page is right is for those who answer for the systems, as their alerts are.</summary>
    public static bool MayApprove(ClaimsPrincipal user) => RoleOf(user) is Role.Security or Role.DutyOfficer or Role.Admin;

    /// <summary>As <see cref="BoardPolicies.Label"/> says.</summary>
    public static bool MayLabel(ClaimsPrincipal user) => RoleOf(user) is Role.Propaganda or Role.DutyOfficer or Role.Admin;

    /// <summary>Network security works on systems, not on speakers; a reader needs neither.</summary>
    public static bool SeesAuthors(ClaimsPrincipal user) => RoleOf(user) is Role.Propaganda or Role.DutyOfficer or Role.Admin;

    /// <summary>A post's address often holds its author's number at the platform.</summary>
    public static bool SeesAddress(ClaimsPrincipal user, Post post) => post.Role == SourceRole.Official || SeesAuthors(user);

    /// <summary>Whether a read of the post is one of restricted data.</summary>
    public static bool IsRestricted(Post post) => Distressed(post);

    public static bool IsRestricted(Story story) => story.Topic == Topics.StudentWellbeing;

    /// <summary>Nobody follows a person in distress from post to post; of a post no model has judged nobody knows.</summary>
    public static bool SeesAuthor(ClaimsPrincipal user, Post post) => SeesAuthors(user) && post.Assessment is not null && !Distressed(post);

    // Kinds that speak of ways into a system.
    private static bool OfWeaknesses(string kind) => kind == "overdue-weakness" || kind.StartsWith("exposure", StringComparison.Ordinal);

    private static bool Distressed(Post post) =>
        post.Assessment is { Topics: [Topics.StudentWellbeing, ..], Sentiment.Label: SentimentLabel.Negative };
}
