using System.Security.Cryptography;
using System.Text;
using Monitor.Analysis.Text;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Core.Text;

namespace Monitor.Analysis;

/// <summary>Turns a raw post into one that may be kept. <paramref name="authorKey"/> keys the author hash and is never stored with it.</summary>
public sealed class PostRefiner(byte[] authorKey) : IPostRefiner
{
    internal const int MaxText = 20_000;
    private readonly byte[] _key = authorKey is { Length: > 0 } ? authorKey : throw new ArgumentException("The author key is empty.", nameof(authorKey));

    public Post Refine(RawPost raw, SourceDefinition source, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(source);
        var identity = raw.NativeId is { Length: > 0 } id ? "id\n" + id
            : raw.Url is { Length: > 0 } url ? "url\n" + url
            : "text\n" + raw.Title + "\n" + raw.Text;
        return new Post
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Id + "\n" + identity)))[..32],
            SourceId = source.Id,
            Platform = source.Platform,
            Role = source.Role,
            Url = raw.Url is null ? null : PersonalDataMask.MaskUrl(raw.Url),
            Title = raw.Title is null ? null : PersonalDataMask.Mask(raw.Title).CutTo(MaxText),
            Text = PersonalDataMask.Mask(raw.Text).CutTo(MaxText),
            AuthorKey = AuthorKey(source.Platform, raw.Author),
            Published = raw.Published ?? now,
            FirstSeen = now,
            Rank = raw.Rank,
            Heat = raw.Heat,
            Replies = raw.Replies,
        };
    }

    private string? AuthorKey(string platform, string? author) => string.IsNullOrWhiteSpace(author)
        ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(platform + "\n" + author.Trim())).AsSpan(0, 16));
}
