using System.Globalization;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Host.Demo.Receivers;

namespace Monitor.Host.Demo;

/// <summary>Whether the store holds the day: every post once, every message once. A kill may repeat the one message that was in flight.</summary>
/// <param name="Published">Posts the district has shown for long enough to be read.</param>
/// <param name="Lost">Script ids of those that are not stored.</param>
/// <param name="Doubled">Script ids stored more than once.</param>
/// <param name="RepeatedMails">Mails received beyond the first with the same Message-ID and recipient.</param>
internal sealed record DayBooks(int Published, IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, int RepeatedMails)
{
    private const int Enough = 10_000;

    /// <summary>A post this young may not have been read yet.</summary>
    private const double GraceMinutes = 5;

    public bool Whole => Lost.Count == 0 && Doubled.Count == 0;

    public static async Task<DayBooks> ReadAsync(IArchive archive, Scenario scenario, IReadOnlyList<CaughtMail> mails, CancellationToken ct)
    {
        var stored = await archive.PostsSeenAsync(scenario.Start.AddDays(-2), scenario.Start.AddDays(30), Enough, ct);
        return Compare(scenario.Posts.Where(p => p.Minute <= scenario.Minute - GraceMinutes).ToList(), stored, mails);
    }

    internal static DayBooks Compare(IReadOnlyList<ScriptedPost> published, IReadOnlyList<Post> stored, IReadOnlyList<CaughtMail> mails)
    {
        var counts = stored.Where(p => p.Url is not null).CountBy(p => ScriptId(p.Url!), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var repeated = mails.Where(m => m.MessageId is not null)
            .CountBy(m => m.MessageId + " " + string.Join(",", m.To)).Sum(g => g.Value - 1);
        return new DayBooks(
            published.Count,
            [.. published.Select(p => p.Id).Where(id => !counts.ContainsKey(id))],
            [.. counts.Where(c => c.Value > 1).Select(c => c.Key)],
            repeated);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"账目：已发布 {Published} 条，遗漏 {Lost.Count} 条，重复 {Doubled.Count} 条，重复邮件 {RepeatedMails} 封");

    /// <summary>Every site ends an item's address with the script's id.</summary>
    private static string ScriptId(string url)
    {
        var last = url[(url.LastIndexOf('/') + 1)..];
        var dot = last.IndexOf('.');
        return dot < 0 ? last : last[..dot];
    }
}
