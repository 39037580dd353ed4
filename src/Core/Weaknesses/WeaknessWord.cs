namespace Monitor.Core.Weaknesses;

/// <summary>What people may say of a weakness. Nobody can say that it is mended: that is seen.</summary>
public static class WeaknessWord
{
    public const int LongestReason = 500;
    public const int LongestOwner = 64;

    /// <summary>A risk is taken for a season, not for ever.</summary>
    public static readonly TimeSpan LongestAcceptance = TimeSpan.FromDays(366);

    /// <summary>Why it cannot be accepted so, in the operator's words; null when it can.</summary>
    public static string? Refuse(Weakness subject, string reason, DateTimeOffset until, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.State == WeaknessState.Fixed) return "该隐患已整改，无需接受风险。";
        if (string.IsNullOrWhiteSpace(reason)) return "请写明接受风险的理由。";
        if (reason.Length > LongestReason) return $"理由不得超过 {LongestReason} 字。";
        if (until <= now) return "截止日期应晚于今天。";
        return until - now > LongestAcceptance ? "接受风险不得超过一年，到期后请重新评估。" : null;
    }

    /// <summary>The days it is accepted for do not count against its time; what was left of that is left at the end.</summary>
    public static Weakness Accept(Weakness subject, string who, string reason, DateTimeOffset until, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var plain = subject.Acceptance is { } before ? Open(subject, before, now) : subject;
        return plain with
        {
            State = WeaknessState.Accepted,
            Acceptance = new WeaknessAcceptance(who, reason.Trim(), now, until, subject.Severity),
            Due = plain.Due.AddDays(Days(now, until)),
            Version = subject.Version + 1,
        };
    }

    /// <summary>The acceptance is taken back.</summary>
    public static Weakness Withdraw(Weakness subject, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.Acceptance is { } accepted ? Open(subject, accepted, now) with { Version = subject.Version + 1 } : subject;
    }

    /// <param name="owner">Null = nobody any more.</param>
    public static Weakness Assign(Weakness subject, string? owner, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject with { Owner = owner, ReportedAt = subject.ReportedAt ?? (owner is null ? null : now), Version = subject.Version + 1 };
    }

    internal static Weakness Open(Weakness subject, WeaknessAcceptance accepted, DateTimeOffset now) => subject with
    {
        State = subject.Reopenings > 0 ? WeaknessState.Reopened : WeaknessState.Open,
        Acceptance = null,
        Due = subject.Due.AddDays(-Math.Max(0, Days(now, accepted.Until))),
    };

    private static int Days(DateTimeOffset from, DateTimeOffset until) => WeaknessDays.Of(until).DayNumber - WeaknessDays.Of(from).DayNumber;
}
