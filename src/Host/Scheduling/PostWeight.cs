using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>What a post takes in memory, estimated: an object's header and fields, two bytes a character, and its judgement with every reason.</summary>
internal static class PostWeight
{
    // Counted from the records' fields; strings shared by many posts (source, model, topics) are left out. In bench/outage the heap grew by 2.6 KB a post, with
    // what stories remember, where this says 1.9.
    private const int Bare = 520;
    private const int Listed = 96;
    private const int ObjectHeader = 24;

    /// <returns>Bytes.</returns>
    public static long Of(Post post)
    {
        var bytes = Bare + Text(post.Id) + Text(post.Url) + Text(post.Title) + Text(post.Text) + Text(post.AuthorKey);
        if (post.Assessment is not { } judged) return bytes;
        foreach (var reason in judged.Rumour.Reasons) bytes += Listed + Text(reason.Text);
        bytes += (judged.Claims.Count * 4L * Listed) + (judged.Keywords.Count * (long)Listed);
        return bytes;
    }

    private static long Text(string? text) => text is null ? 0 : ObjectHeader + (2L * text.Length);
}
