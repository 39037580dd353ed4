using Monitor.Core.Cases;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task A_case_comes_back_as_it_was_stored_and_its_act_stands_in_the_trail()
    {
        var opened = Some.Case("c1");
        await Ledger.SaveCaseAsync(opened, Act("case-open", "c1"), default);
        var judged = CaseMachine.Apply(opened, new JudgeStep(CaseVerdict.False, "已核实"), "值班", Some.T0.AddMinutes(3)).Next!;
        var answered = CaseMachine.Apply(judged, new AnswerStep("网传不实", "某考点泄题", "https://gov.example.test/3"), "值班", Some.T0.AddMinutes(9)).Next!;
        await Ledger.SaveCaseAsync(judged, Act("case-judge", "c1"), default);
        await Ledger.SaveCaseAsync(answered, Act("case-answer", "c1"), default);
        Assert.Equivalent(answered, await Ledger.CaseAsync("c1", default), strict: true);
        Assert.Null(await Ledger.CaseAsync("c2", default));
        Assert.Equal(["case-answer", "case-judge", "case-open"], (await Ledger.AuditOfAsync("c1", 10, default)).Select(e => e.Action));
        Assert.Single(await Ledger.AuditOfAsync("c1", 1, default));
    }

    [Fact]
    public async Task A_case_whose_version_does_not_follow_is_refused_with_its_act()
    {
        await Ledger.SaveCaseAsync(Some.Case("c1"), Act("case-open", "c1"), default);
        foreach (var version in new[] { 1, 3 })
            await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.SaveCaseAsync(Some.Case("c1") with { Version = version, Title = "x" }, Act("case-judge", "c1"), default));
        Assert.Equal("t", (await Ledger.CaseAsync("c1", default))!.Title);
        Assert.Single(await Ledger.AuditTrailAsync(10, default));
    }

    [Fact]
    public async Task An_origin_has_one_open_case_and_any_number_of_closed_ones()
    {
        await Ledger.SaveCaseAsync(Some.Case("c1"), Act("case-open", "c1"), default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.SaveCaseAsync(Some.Case("c2"), Act("case-open", "c2"), default));
        await Ledger.SaveCaseAsync(Some.Case("c1") with { State = CaseState.Closed, Version = 2 }, Act("case-close", "c1"), default);
        await Ledger.SaveCaseAsync(Some.Case("c2") with { OpenedAt = Some.T0.AddDays(1) }, Act("case-open", "c2"), default);
        Assert.Equal(["c2", "c1"], (await Ledger.CasesOfAsync("alert:a1", default)).Select(c => c.Id));
        Assert.Empty(await Ledger.CasesOfAsync("story:a1", default));
        Assert.Equal(["c2"], (await Ledger.CasesAsync(Some.T0.AddDays(2), 10, default)).Select(c => c.Id));
        Assert.Equal(["c2", "c1"], (await Ledger.CasesAsync(Some.T0, 10, default)).Select(c => c.Id));
    }

    [Fact]
    public async Task The_trail_is_one_chain_over_two_writers_and_survives_a_kill()
    {
        var other = (await Rig.OpenAsync()).Ledger;
        for (var i = 0; i < 6; i++) await (i % 2 == 0 ? Ledger : other).AuditAsync(Act($"act{i}", "s") with { Detail = i == 3 ? null : "细节" + i }, default);
        await Rig.KillAsync();
        var reborn = (await Rig.OpenAsync()).Ledger;
        await reborn.AuditAsync(Act("act6", "s"), default);
        var chain = await reborn.AuditChainAsync(0, 100, default);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"act{i}"), chain.Select(c => c.Entry.Action));
        Assert.True(AuditChain.Verify(chain) is { Broken: null, Entries: 7 });
        Assert.Equal(chain.Skip(3).Take(2), await reborn.AuditChainAsync(chain[2].Number, 2, default));
    }

    private static AuditEntry Act(string action, string subject) => new(Some.T0, "值班", action, subject, "说明");
}
