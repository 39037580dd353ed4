using Monitor.Core.Posts;
using Monitor.Host.Board.Access;

namespace Monitor.Host.Api.V1;

/// <summary>Reads of what is restricted, noted as the pages note them.</summary>
internal static class ApiReads
{
    public static Task NoteAsync(HttpContext context, string what, bool restricted, CancellationToken ct) =>
        restricted ? RestrictedReads.NoteAsync(context, what, ct) : Task.CompletedTask;

    /// <summary>Each of those about to be told, so that the trail says which.</summary>
    public static async Task NoteAsync(HttpContext context, IEnumerable<Post> posts, CancellationToken ct)
    {
        foreach (var post in posts) await NoteAsync(context, "post " + post.Id, Permissions.IsRestricted(post), ct);
    }
}
