using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>A kept post, and the same with its newer text.</summary>
internal sealed record Edit(Post Kept, Post Now)
{
    /// <summary>
    /// Null when it says the same. White space is no edit; nor is a text that is missing, for a list often shows the title alone of what its page told whole.
    /// </summary>
    public static Edit? Of(Post kept, Post read)
    {
        var text = string.IsNullOrWhiteSpace(read.Text) ? kept.Text : read.Text;
        var title = string.IsNullOrWhiteSpace(read.Title) ? kept.Title : read.Title;
        if (Same(kept.Text, text) && Same(kept.Title ?? "", title ?? "")) return null;
        return new Edit(kept, kept with { Title = title, Text = text, Rank = read.Rank ?? kept.Rank, Heat = read.Heat ?? kept.Heat, Replies = read.Replies ?? kept.Replies });
    }

    private static bool Same(string a, string b) => a == b || Bare(a).SequenceEqual(Bare(b));

    private static IEnumerable<char> Bare(string text) => text.Where(c => !char.IsWhiteSpace(c));
}
