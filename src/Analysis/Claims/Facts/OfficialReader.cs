using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Claims.Facts;

/// <summary>What an official source's post states and denies. Posts of other sources give nothing, whatever they call themselves.</summary>
public static class OfficialReader
{
    /// <summary>A date farther away than this was misread.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(500);

    public static (IReadOnlyList<OfficialFact> Facts, IReadOnlyList<OfficialRebuttal> Rebuttals) Read(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.Role != SourceRole.Official) return ([], []);
        var facts = Facts(post.FullText, post.Published, post.Url, post.SourceId);
        // A notice of a first read that shows no date may be of any year: it is believed only where it names its own.
        if (post.Backfill && post.Published == post.FirstSeen) facts = [.. facts.Where(f => post.FullText.Contains($"{f.Year}年", StringComparison.Ordinal))];
        return (facts, RebuttalReader.Read(post));
    }

    /// <summary>Facts of one official text.</summary>
    public static IReadOnlyList<OfficialFact> Facts(string text, DateTimeOffset published, string? url, string sourceId) =>
        [.. ClaimExtractor.Extract(text, published).Select(c => Fact(c, published, url, sourceId)).OfType<OfficialFact>().DistinctBy(f => f.Id)];

    /// <summary>A denial written down by hand.</summary>
    public static OfficialRebuttal Denial(string denied, string quote, DateTimeOffset published, string? url, string sourceId) => new()
    {
        Id = Id(sourceId, denied, $"{published.ToUnixTimeSeconds()}"),
        Denied = denied,
        Quote = quote,
        Url = url,
        SourceId = sourceId,
        Published = published,
    };

    internal static string Id(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];

    private static OfficialFact? Fact(Claim claim, DateTimeOffset published, string? url, string sourceId)
    {
        if (claim.Kind == ClaimKind.Offer || Stated(claim) is not { } value) return null;
        if (value.At is { } at && (at - published).Duration() > Farthest) return null;
        return new OfficialFact
        {
            Id = Id(sourceId, claim.Subject, $"{claim.Year}", $"{value.At?.ToUnixTimeSeconds()} {value.Until?.ToUnixTimeSeconds()} {value.Number} {value.Name} {value.Change}", $"{published.ToUnixTimeSeconds()}"),
            Kind = claim.Kind,
            Subject = claim.Subject,
            Year = claim.Year,
            Value = value,
            Quote = claim.Quote,
            Url = url,
            SourceId = sourceId,
            Published = published,
        };
    }

    /// <summary>What is asserted stands; "不会延长" and "网传延长，不实" say that nothing was changed.</summary>
    private static ClaimValue? Stated(Claim claim) => claim.Stance switch
    {
        ClaimStance.Asserted => claim.Value,
        ClaimStance.Denied when claim.Kind is ClaimKind.Deadline or ClaimKind.Date && claim.Value.Change is ClaimChange.Extended or ClaimChange.Early or ClaimChange.Cancelled
            => new ClaimValue(ValueUnit.None, Change: ClaimChange.Unchanged),
        _ => null,
    };
}
