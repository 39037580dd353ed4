using CsCheck;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Cases;

public sealed class CaseMachineTests
{
    private static readonly Gen<CaseStep> Steps = Gen.OneOf(
        Gen.Select(Gen.Enum<CaseVerdict>(), One("已核实", "", null), (v, n) => (CaseStep)new JudgeStep(v, n)),
        Gen.Select(One("edu", null), One("张", null), (d, h) => (CaseStep)new RouteStep(d, h)),
        One("已联系学校", " ").Select(n => (CaseStep)new HandleStep(n!)),
        Gen.Select(One("网传不实", ""), One("某考点泄题", null), (t, d) => (CaseStep)new AnswerStep(t!, d, null)),
        Gen.Const((CaseStep)new BriefStep()),
        One("已平息", "").Select(r => (CaseStep)new CloseStep(r!)));

    private static Gen<string?> One(params string?[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void Whatever_people_try_a_case_only_goes_forward_and_ends_judged_with_a_result() => Steps.Array[0, 25].Sample(steps =>
    {
        var (subject, minute) = (Some.Case("c1"), 0);
        foreach (var step in steps)
        {
            var now = Some.T0.AddMinutes(++minute);
            var move = CaseMachine.Apply(subject, step, "值班", now);
            Assert.True(move.Next is null != (move.Refusal is null));
            if (move.Next is not { } next) continue;
            Assert.NotEqual(CaseState.Closed, subject.State);
            Assert.True(next.State >= subject.State);
            Assert.Equal((subject.Version + 1, now), (next.Version, next.UpdatedAt));
            // What was first is kept: a later step never makes a clock look better.
            Assert.Equal(subject.AnsweredAt ?? next.AnsweredAt, next.AnsweredAt);
            Assert.Equal(subject.JudgedAt ?? next.JudgedAt, next.JudgedAt);
            Assert.Equal((subject.Id, subject.Origin, subject.OpenedAt, subject.ClockFrom), (next.Id, next.Origin, next.OpenedAt, next.ClockFrom));
            if (subject.State >= CaseState.Answered) Assert.Equal(subject.Verdict, next.Verdict);
            subject = next;
        }

        Assert.Equal(subject.State >= CaseState.Judged, subject.Verdict is not null);
        if (subject.Answer is { Denied: not null }) Assert.True(subject.Verdict is CaseVerdict.False or CaseVerdict.Partly);
        if (subject.AnsweredAt is not null) Assert.True(subject.State >= CaseState.Answered && !string.IsNullOrWhiteSpace(subject.Answer!.Text));
        Assert.Equal(subject.State == CaseState.Closed, subject.ClosedAt is not null && !string.IsNullOrWhiteSpace(subject.Result));
    }, iter: 5000);

    [Fact]
    public void Every_step_of_the_full_way_is_taken_and_told_for_the_trail()
    {
        CaseStep[] way = [new JudgeStep(CaseVerdict.Partly, "核实"), new RouteStep("edu", "张"), new HandleStep("已更正"), new AnswerStep("说明", "谣传原话", "https://g.example"), new BriefStep(), new CloseStep("平息")];
        var subject = Some.Case("c1");
        List<string> told = [];
        foreach (var step in way)
        {
            var move = CaseMachine.Apply(subject, step, "李", Some.T0.AddHours(1));
            told.Add($"{move.Action} {move.Detail}");
            subject = move.Next!;
        }

        Assert.Equal(["case-judge Partly: 核实", "case-route edu / 张", "case-handle 已更正", "case-answer 说明 | 谣传原话 | https://g.example", "case-brief ", "case-close 平息"], told);
        Assert.Equal((CaseState.Closed, "李", 7), (subject.State, subject.Answer!.Who, subject.Version));
    }

    [Theory]
    [InlineData(CaseVerdict.True)]
    [InlineData(CaseVerdict.Unverifiable)]
    [InlineData(CaseVerdict.RealFault)]
    public void What_was_not_found_untrue_cannot_be_denied(CaseVerdict verdict)
    {
        var judged = CaseMachine.Apply(Some.Case("c1"), new JudgeStep(verdict, null), "值班", Some.T0).Next!;
        Assert.Contains("不能登记为辟谣", CaseMachine.Apply(judged, new AnswerStep("说明", "原话", null), "值班", Some.T0).Refusal, StringComparison.Ordinal);
        Assert.NotNull(CaseMachine.Apply(judged, new AnswerStep("说明", null, null), "值班", Some.T0).Next);
    }

    [Fact]
    public void A_major_case_has_a_clock_for_the_first_word_and_one_for_the_conference_any_other_one_for_the_reply()
    {
        var limits = new CaseLimits();
        var minor = Some.Case("c1");
        var major = minor with { Level = WarningLevel.Orange };
        Assert.Equal([(ClockKind.Reply, Some.T0.AddHours(48))], CaseClock.Of(minor, limits, Some.T0).Select(c => (c.Kind, c.Due)));
        Assert.Equal([(ClockKind.FirstWord, Some.T0.AddHours(5)), (ClockKind.Briefing, Some.T0.AddHours(24))], CaseClock.Of(major, limits, Some.T0).Select(c => (c.Kind, c.Due)));
        ClockState At(Case c, double hours) => CaseClock.Of(c, limits, Some.T0.AddHours(hours))[0].State;
        Assert.Equal([ClockState.Running, ClockState.Soon, ClockState.Soon, ClockState.Late], new[] { 3.99, 4, 4.99, 5 }.Select(h => At(major, h)));
        Assert.Equal(ClockState.Met, At(major with { AnsweredAt = Some.T0.AddHours(5) }, 90));
        Assert.Equal(ClockState.MetLate, At(major with { AnsweredAt = Some.T0.AddHours(5.01) }, 90));
        Assert.Equal(ClockState.Idle, At(major with { ClosedAt = Some.T0.AddHours(1) }, 90));
    }
}
