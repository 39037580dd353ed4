using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Host.Digests;
using Monitor.Tests.Contracts;
using Monitor.Tests.Weaknesses;
using Xunit;

namespace Monitor.Tests.Host.Digests;

public sealed class DigestFigureTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 8, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DigestSpan Week = DigestSpan.Of(DigestPeriod.Week, Monday.AddDays(7).AddHours(8));
    private static readonly TargetDefinition Target = new() { Id = "t", Name = "官网", Slo = 99.9 };

    [Fact]
    public void A_letter_due_on_monday_is_about_the_iso_week_before()
    {
        Assert.Equal((Monday, Monday.AddDays(7)), (Week.From, Week.Until));
        Assert.Equal(Week, DigestSpan.Week("2026-W24"));
        Assert.Equal(Week, DigestSpan.LastWeek(Monday.AddDays(10)));
        Assert.Equal("digest:2026-W24", DigestDesk.Subject(Week));
    }

    [Theory]
    [InlineData("2026-W54")]
    [InlineData("2026-W00")]
    [InlineData("2026-24")]
    [InlineData("W24")]
    [InlineData("")]
    public void What_is_no_week_is_refused(string text) => Assert.Null(DigestSpan.Week(text));

    [Fact]
    public void A_brief_is_about_the_day_before_its_moment()
    {
        var span = DigestSpan.Day("2026-06-08", "0 30 7 * * ?")!;
        Assert.Equal((Monday.AddHours(7.5).AddDays(-1), Monday.AddHours(7.5)), (span.From, span.Until));
        Assert.Equal("brief:2026-06-08", DigestDesk.Subject(span));
        Assert.Null(DigestSpan.Day("2026-02-30", "0 30 7 * * ?"));
    }

    [Fact]
    public void Posts_are_counted_by_beijing_day_and_empty_days_stay()
    {
        var curve = DigestFigures.Curve(Week, [new PostBucket(Monday.AddHours(23), 3, 1, 1, 1, 0), new PostBucket(Monday.AddDays(1), 2, 2, 0, 0, 0), new PostBucket(Monday.AddDays(6).AddHours(23), 1, 0, 0, 1, 0)]);
        Assert.Equal([3, 2, 0, 0, 0, 0, 1], curve.Select(s => s.Posts.Total));
        Assert.Equal(Monday.AddDays(6), curve[6].At);
    }

    [Fact]
    public void How_students_feel_is_not_a_topic_of_its_own()
    {
        var topics = DigestFigures.Topics([Hour(Topics.StudentWellbeing, 5), Hour(Topics.OtherExam, 1), Hour(Topics.OffTopic, 90), Hour(Topics.Fraud, 2)]);
        Assert.Equal([new DigestTopic(Topics.OtherExam, 6), new DigestTopic(Topics.Fraud, 2)], topics);
    }

    [Fact]
    public void Nine_of_ten_is_the_nearest_rank()
    {
        var alerts = Enumerable.Range(1, 10).Select(i => Some.Alert($"a{i}") with { AcknowledgedAt = Some.T0.AddMinutes(i) }).Append(Some.Alert("open")).ToList();
        var figures = DigestFigures.Alerts(Team.Security, WarningLevel.Orange, alerts, new Dictionary<string, bool>());
        Assert.Equal((11, 10, TimeSpan.FromMinutes(5.5), TimeSpan.FromMinutes(9)), (figures.Count, figures.Acknowledged, figures.MeanToAcknowledge, figures.NinetiethToAcknowledge));
    }

    [Fact]
    public void Precision_is_counted_over_what_people_judged_alone()
    {
        var verdicts = new Dictionary<string, bool> { ["a1"] = true, ["a2"] = false, ["a3"] = true, ["elsewhere"] = false };
        var figures = DigestFigures.Alerts(Team.Security, WarningLevel.Orange, [Some.Alert("a1"), Some.Alert("a2"), Some.Alert("a3"), Some.Alert("a4")], verdicts);
        Assert.Equal((3, 2), (figures.Verdicts.Judged, figures.Verdicts.Right));
        Assert.Equal(2 / 3.0, figures.Verdicts.Precision!.Value, 6);
        Assert.Null(DigestFigures.Verdicts([Some.Alert("a4")], verdicts).Precision);
    }

    [Fact]
    public void The_error_budget_counts_known_checks_only()
    {
        var results = Enumerable.Range(0, 2000).Select(i => Result(i, i < 1 ? ProbeState.Down : i < 1000 ? ProbeState.Up : ProbeState.Unknown)).ToList();
        var target = DigestTargetFigures.Availability(Target, results);
        Assert.Equal(0.999, target.Availability!.Value, 6);
        Assert.Equal(1, target.BudgetUsed!.Value, 3);
        Assert.Equal(TimeSpan.FromMinutes(1), target.DownFor);
        Assert.Null(DigestTargetFigures.Availability(Target, []).BudgetUsed);
    }

    [Fact]
    public void Weaknesses_are_counted_found_reported_closed_open_and_overdue_as_they_stood_at_the_end()
    {
        Weakness At(string code, double days, FindingSeverity severity = FindingSeverity.Medium) =>
            Looks.Weakness(code, severity, "t") with { FirstSeen = Monday.AddDays(days), Due = WeaknessDays.Of(Monday.AddDays(days)).AddDays(3) };
        Weakness[] register =
        [
            At("tls.new", 1) with { ReportedAt = Monday.AddDays(2) },
            At("tls.high", 6, FindingSeverity.High),
            At("tls.mended", -4) with { State = WeaknessState.Fixed, FixedAt = Monday.AddDays(2) },
            At("tls.again", -30) with { State = WeaknessState.Fixed, Reopenings = 1, ReopenedAt = Monday.AddDays(1), FixedAt = Monday.AddDays(3) },
            At("tls.later", -1) with { State = WeaknessState.Fixed, FixedAt = Monday.AddDays(8) },
            WeaknessWord.Accept(At("tls.taken", -9), "值班", "理由", Monday.AddDays(20), Monday),
            At("tls.next", 8),
        ];
        Assert.Equal(new DigestWeakness("官网", Found: 3, Fixed: 2, Open: 3, High: 1) { Reported = 1, Overdue = 2 }, Assert.Single(DigestWeaknessFigures.Of(register, Week, _ => "官网")));
        Assert.Equal(TimeSpan.FromDays(4), DigestWeaknessFigures.MeanToFix(register, Week));
        Assert.Null(DigestWeaknessFigures.MeanToFix(register.Take(2), Week));
        Assert.Empty(DigestWeaknessFigures.Of([register[6]], Week, _ => "官网"));
    }

    [Fact]
    public void Cases_are_counted_as_they_stood_at_the_end_of_the_period()
    {
        var limits = new CaseLimits();
        Case At(string id, double hours) => Some.Case(id) with { OpenedAt = Monday.AddHours(hours), ClockFrom = Monday.AddHours(hours) };
        var figures = DigestCaseFigures.Of(
        [
            At("late", 10), At("in-time", 10) with { AnsweredAt = Monday.AddHours(20), ClosedAt = Monday.AddHours(30) }, At("before", -200) with { AnsweredAt = Monday.AddHours(-190) },
            At("later", 20) with { AnsweredAt = Monday.AddDays(8), ClosedAt = Monday.AddDays(8) }, At("major", 12) with { Level = WarningLevel.Red },
        ], limits, Week);
        Assert.Equal(new DigestCases(4, 1, 4, 3) { LateReply = 2, LateFirstWord = 1, LateBriefing = 1 }, figures);
    }

    private static HourCount Hour(string topic, int posts) => new(Monday, topic, SentimentLabel.Neutral, posts);

    private static ProbeResult Result(double minutes, ProbeState state) => Some.Probe("t", Monday.AddMinutes(minutes), state) with { Findings = [] };
}
