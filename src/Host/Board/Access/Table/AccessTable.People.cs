using Monitor.Host.Board.Pages;
using Monitor.Host.Board.Wall;

namespace Monitor.Host.Board.Access.Table;

internal static partial class AccessTable
{
    /// <summary>Signing in, what is one's own, and the people of the board.</summary>
    private static IEnumerable<AccessLine> People() =>
    [
        Open(Get, OpenIdPages.Start),
        Open(Post, FactorStep.Path),
        Page(Get, "/factor", SignedIn),
        Page(Post, "/factor", SignedIn),
        Page(Post, "/factor/remove", SignedIn),
        Page(Get, "/account", SignedIn),
        Page(Post, "/account/end-sessions", SignedIn),
        Page(Post, GuideCard.Path, Readers),
        Page(Get, WallPage.Path, Readers),
        Page(Get, SettingsPage.Path, Caller.Admin),
        Page(Post, SettingsPage.Path + "/users", Caller.Admin),
        Page(Post, SettingsPage.Path + "/users/{name}/{step}", Caller.Admin),
        Page(Post, SettingsPage.Path + "/channels/{id}/test", Caller.Admin),
    ];
}
