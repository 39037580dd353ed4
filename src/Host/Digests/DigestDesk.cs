using Monitor.Alerts.Digest;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Digests;

/// <param name="New">Letters put into the outbox now.</param>
/// <param name="Known">Letters of the period that were there already; they are not sent again.</param>
internal sealed record DigestSent(IReadOnlyList<string> New, IReadOnlyList<string> Known);

/// <summary>Writes letters for everybody who gets one. The loop, the command line and the board all come here.</summary>
internal sealed class DigestDesk(ICurrentConfig config, DigestGatherer gatherer, ILedger ledger, DigestLinks links, ChangeBus bus, TimeProvider time)
{
    private const int MostNotices = 5_000;

    private readonly DigestComposer _composer = new();

    public Task<DigestData> ReadAsync(DigestSpan span, CancellationToken ct) => gatherer.GatherAsync(span, ct);

    /// <summary>As a mail channel would carry it; sends nothing.</summary>
    public Notice Preview(DigestData data, DigestAudience audience, Language language = Language.Zh, string channel = "preview") =>
        _composer.Compose(data, channel, time.GetUtcNow(), language, audience);

    public byte[] Docx(DigestData data, DigestAudience audience, Language language = Language.Zh) => _composer.Docx(data, language, audience);

    public byte[] Xlsx(DigestData data, DigestAudience audience, Language language = Language.Zh) => _composer.Xlsx(data, language, audience);

    /// <summary>One letter for each channel and each person; for one channel alone when it is named.</summary>
    public async Task<IReadOnlyList<Notice>> LettersAsync(DigestData data, string? only, DateTimeOffset now, CancellationToken ct)
    {
        var c = config.Current;
        var (channels, roles) = data.Period == DigestPeriod.Week ? (c.Digest.Channels, c.Digest.Roles) : (c.Digest.Daily.Channels, c.Digest.Daily.Roles);
        var letters = c.Channels.Where(x => only is null ? channels.Contains(x.Id, StringComparer.Ordinal) : x.Id == only).Select(x => ForChannel(data, x, now)).ToList();
        if (only is null && c.Channels.FirstOrDefault(x => x.Id == c.Digest.Channel) is { } carrier) letters.AddRange(await ForPeopleAsync(data, carrier, roles, now, ct));
        return letters;
    }

    /// <summary>Puts the period's letters into the outbox and notes who asked for it; what is there already stays as it is.</summary>
    public async Task<DigestSent> SendAsync(DigestSpan span, string? only, string who, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var letters = await LettersAsync(await ReadAsync(span, ct), only, now, ct);
        var there = (await ledger.NoticesAsync(null, MostNotices, ct)).Select(n => n.Notice.Id).ToHashSet(StringComparer.Ordinal);
        await ledger.CommitAsync(new JudgeOutcome { Notices = letters }, ct);
        var (known, added) = (letters.Where(n => there.Contains(n.Id)).Select(n => n.Id).ToList(), letters.Where(n => !there.Contains(n.Id)).Select(n => n.Id).ToList());
        if (letters.Count > 0) await ledger.AuditAsync(new AuditEntry(now, who, "digest.send", Subject(span), $"{added.Count} new, {known.Count} already there"), ct);
        bus.Publish("notices");
        return new DigestSent(added, known);
    }

    public static string Subject(DigestSpan span) => DigestComposer.IdOf(new DigestData { Period = span.Period, From = span.From, Until = span.Until });

    /// <summary>Weaknesses are for those who mend them, words of the public for those who answer them; duty and administration need both.</summary>
    public static DigestAudience AudienceOf(Role role) => role switch
    {
        Role.Security => DigestAudience.Security,
        Role.Admin or Role.DutyOfficer => DigestAudience.Everyone,
        _ => DigestAudience.Propaganda,
    };

    public static DigestAudience AudienceOf(ChannelDefinition channel) => channel.Teams switch
    {
        [Team.Security] => DigestAudience.Security,
        [Team.Propaganda] => DigestAudience.Propaganda,
        _ => DigestAudience.Everyone,
    };

    private Notice ForChannel(DigestData data, ChannelDefinition channel, DateTimeOffset now) => channel.Options is EmailOptions
        ? _composer.Compose(data, channel.Id, now, channel.Language, AudienceOf(channel))
        : _composer.ComposeText(data, channel.Id, now, channel.Language, AudienceOf(channel));

    private async Task<IEnumerable<Notice>> ForPeopleAsync(DigestData data, ChannelDefinition carrier, IReadOnlyList<Role> roles, DateTimeOffset now, CancellationToken ct)
    {
        var people = (await ledger.UsersAsync(ct)).Where(u => roles.Contains(u.Role)).ToDictionary(u => u.Name, StringComparer.OrdinalIgnoreCase);
        return (await ledger.MailboxesAsync(ct)).Where(m => people.ContainsKey(m.User) && (data.Period == DigestPeriod.Week ? m.Weekly : m.Daily)).Select(m =>
            _composer.ComposeFor(data, carrier.Id, m, links.For(config.Current.Board, m, data.Period), now, carrier.Language, AudienceOf(people[m.User].Role)));
    }
}
