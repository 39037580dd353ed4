using Monitor.Analysis.Text;
using Monitor.Core.Posts;

namespace Monitor.Host.Recording;

/// <summary>A post as a recording may show it: personal data masked, of an author only the first letter.</summary>
internal sealed record RecordedItem
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string? Text { get; init; }

    public string? Author { get; init; }

    /// <summary>In Beijing time.</summary>
    public string? Published { get; init; }

    public int? Rank { get; init; }

    public long? Heat { get; init; }

    public int? Replies { get; init; }

    public static RecordedItem Of(RawPost post) => new()
    {
        // Where the site has no id of its own it is the address, which stands below.
        Id = post.NativeId is null || post.NativeId == post.Url || post.NativeId == post.Title ? null : PersonalDataMask.MaskUrl(post.NativeId),
        Title = Masked(post.Title),
        Url = post.Url is null ? null : PersonalDataMask.MaskUrl(post.Url),
        Text = Masked(post.Text),
        Author = string.IsNullOrWhiteSpace(post.Author) ? null : post.Author.Trim()[0] + "**",
        Published = post.Published is { } at ? RecordedSource.Moment(at) : null,
        Rank = post.Rank,
        Heat = post.Heat,
        Replies = post.Replies,
    };

    private static string? Masked(string? text) => string.IsNullOrEmpty(text) ? null : PersonalDataMask.Mask(text);
}
