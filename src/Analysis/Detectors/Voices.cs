using Monitor.Core.Posts;

namespace Monitor.Analysis.Detectors;

/// <summary>How many people speak, as far as can be told.</summary>
internal static class Voices
{
    /// <summary>Posts without an author count as one voice per source: they must not look like a crowd.</summary>
    public static int Count(IEnumerable<Post> posts) =>
        posts.Select(p => p.AuthorKey is { } key ? p.Platform + "\n" + key : "\n" + p.SourceId).Distinct(StringComparer.Ordinal).Count();
}
