using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Tests.Analysis.Claims;

/// <summary>An authority that publishes, some days before or after the posts of the tests.</summary>
internal static class Official
{
    public const string Url = "https://gov.example.cn/notice";

    public static FactBook Book(params (string Text, double Days)[] notices)
    {
        var read = notices.Select(n => OfficialReader.Read(Notice(n.Text, n.Days))).ToList();
        return FactBook.Empty.With(read.SelectMany(r => r.Facts), read.SelectMany(r => r.Rebuttals));
    }

    public static Post Notice(string text, double days = 0, string? title = null) => new()
    {
        Id = $"o{text.GetHashCode(StringComparison.Ordinal):x}{days}",
        SourceId = "bureau",
        Platform = "official",
        Role = SourceRole.Official,
        Title = title,
        Text = text,
        Url = Url,
        Published = ClaimSet.Published.AddDays(days),
        FirstSeen = ClaimSet.Published.AddDays(days).AddMinutes(1),
    };
}
