using Monitor.Alerts.Digest.Files;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Digest;

/// <summary>Writes the weekly letter and the daily brief: three sentences from the figures, then tables. The same data gives the same letter.</summary>
public sealed class DigestComposer
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The letter for one channel. Its id names period and channel, so a period is sent there once.</summary>
    /// <param name="data">The figures.</param>
    /// <param name="channel">Channel id.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="language">Of the letter's own words.</param>
    /// <param name="audience">Who reads that channel.</param>
    public Notice Compose(DigestData data, string channel, DateTimeOffset now, Language language = Language.Zh, DigestAudience audience = DigestAudience.Everyone) =>
        Letter(Paper(data, language, audience), data, channel, now, null);

    /// <summary>The letter of one person, with the way out of the subscription in it.</summary>
    /// <param name="data">The figures.</param>
    /// <param name="channel">Id of the mail channel that carries it.</param>
    /// <param name="to">Who gets it; part of the letter's id.</param>
    /// <param name="unsubscribe">Address that ends the subscription; null when the board has no public address.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="language">Of the letter's own words.</param>
    /// <param name="audience">What the person may read.</param>
    public Notice ComposeFor(DigestData data, string channel, Mailbox to, string? unsubscribe, DateTimeOffset now, Language language, DigestAudience audience) =>
        Letter(Paper(data, language, audience), data, channel, now, unsubscribe) with
        {
            Id = $"{IdOf(data)}:{channel}:{to.User}".ToLowerInvariant(),
            To = [to.Address],
            Unsubscribe = unsubscribe,
        };

    /// <summary>For a channel that carries text only: the same words, the files named as what mail brings.</summary>
    public Notice ComposeText(DigestData data, string channel, DateTimeOffset now, Language language, DigestAudience audience)
    {
        var letter = Compose(data, channel, now, language, audience);
        return letter with
        {
            Text = letter.Text + new Tongue(language)["（图表与 .docx、.xlsx 附件随邮件发送。）\n", "(Charts and the .docx and .xlsx files come by mail.)\n"],
            Html = null,
            Attachments = [],
        };
    }

    public byte[] Docx(DigestData data, Language language, DigestAudience audience) => DigestDocx.Write(Paper(data, language, audience));

    public byte[] Xlsx(DigestData data, Language language, DigestAudience audience) => DigestXlsx.Write(Paper(data, language, audience));

    /// <summary>What the period's letters share in their ids.</summary>
    public static string IdOf(DigestData data) =>
        data.Period == DigestPeriod.Week ? $"digest:{DigestWords.Week(data.From)}" : $"brief:{DigestWords.Day(data.Until)}";

    private static Notice Letter(DigestPaper paper, DigestData data, string channel, DateTimeOffset now, string? unsubscribe)
    {
        var name = IdOf(data).Replace(':', '-');
        return new Notice
        {
            Id = $"{IdOf(data)}:{channel}",
            Kind = data.Period == DigestPeriod.Week ? NoticeKind.Digest : NoticeKind.Brief,
            Channel = channel,
            Level = WarningLevel.Blue,
            Subject = paper.Subject,
            Text = LetterText.Write(paper, unsubscribe),
            Html = LetterHtml.Write(paper, unsubscribe),
            Attachments =
            [
                .. paper.Sections.Select(s => s.Chart).OfType<DigestChart>().Select(c => new NoticeAttachment(c.Id + ".png", "image/png", c.Png, c.Id)),
                new NoticeAttachment(name + ".docx", Word, DigestDocx.Write(paper)),
                new NoticeAttachment(name + ".xlsx", Sheets, DigestXlsx.Write(paper)),
            ],
            CreatedAt = now,
            NotBefore = now,
        };
    }

    private static DigestPaper Paper(DigestData data, Language language, DigestAudience audience)
    {
        var t = new Tongue(language);
        return new DigestPaper(t, Subject(data, t), Range(data, t), DigestSentences.Of(data, t), [.. DigestSections.Of(data, audience, t)], Next(data, t));
    }

    private static string Subject(DigestData data, Tongue t)
    {
        var season = data.Season.Length == 0 ? "" : data.Season.ReplaceLineEndings(" ") + " ";
        return season + (data.Period == DigestPeriod.Week
            ? t["舆情与系统安全周报 ", "public opinion and system security, week "] + DigestWords.Week(data.From)
            : t["舆情与系统安全日报 ", "public opinion and system security, day "] + DigestWords.Day(data.Until));
    }

    /// <summary>Of a week the last day is the one before the first moment no longer in it.</summary>
    private static string Range(DigestData data, Tongue t) => data.Period == DigestPeriod.Week
        ? t[$"{DigestWords.Day(data.From)} 至 {DigestWords.Day(data.Until.AddTicks(-1))}", $"{DigestWords.Day(data.From)} to {DigestWords.Day(data.Until.AddTicks(-1))}"]
        : t[$"{DigestWords.Moment(data.From)} 至 {DigestWords.Moment(data.Until)}（北京时间）", $"{DigestWords.Moment(data.From)} to {DigestWords.Moment(data.Until)} (Beijing time)"];

    private static string Next(DigestData data, Tongue t)
    {
        var now = data.ThisPhase is { } at ? t[$"当前阶段：{at.Name}，至 {DigestWords.Day(at.Until.AddTicks(-1))}。", $"Phase now: {at.Name}, until {DigestWords.Day(at.Until.AddTicks(-1))}. "] : "";
        return now + (data.NextPhase is { } phase
            ? t[$"下一阶段：{phase.Name}，{DigestWords.Day(phase.From)} 开始。", $"Next phase: {phase.Name}, from {DigestWords.Day(phase.From)}."]
            : t["下一阶段：暂无安排。", "Next phase: none planned."]);
    }
}
