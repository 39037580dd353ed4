using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Tests.Weaknesses;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task Weaknesses_get_numbers_by_year_and_come_back_as_they_were_stored()
    {
        var lastYear = Looks.Weakness("tls.name") with { FirstSeen = new DateTimeOffset(2025, 12, 31, 15, 59, 0, TimeSpan.Zero) };
        var saved = await Ledger.SaveWeaknessesAsync([Looks.Weakness("tls.expiring"), lastYear, Looks.Weakness("exposure.git", FindingSeverity.High, subject: "/.git/")], null, default);
        Assert.Equal(["W-2026-0001", "W-2025-0001", "W-2026-0002"], saved.Select(w => w.Id));
        var accepted = WeaknessWord.Accept(WeaknessWord.Assign(saved[2], "张工", Some.T0), "值班", "理由", Some.T0.AddDays(9), Some.T0) with { Version = 2 };
        Assert.Equal([accepted], await Ledger.SaveWeaknessesAsync([accepted], Act("weakness.accept", accepted.Id), default));
        Assert.Equivalent(accepted, await Ledger.WeaknessAsync("W-2026-0002", default), strict: true);
        Assert.Equal("weakness.accept", Assert.Single(await Ledger.AuditOfAsync("W-2026-0002", 10, default)).Action);
        Assert.Null(await Ledger.WeaknessAsync("W-2026-0003", default));
        Assert.Equal(["W-2025-0001", "W-2026-0001", "W-2026-0002"], (await Ledger.WeaknessesOfAsync("filing", default)).Select(w => w.Id).Order());
        Assert.Empty(await Ledger.WeaknessesOfAsync("other", default));
    }

    [Fact]
    public async Task A_batch_with_one_stale_weakness_is_refused_whole_and_costs_no_number()
    {
        var first = (await Ledger.SaveWeaknessesAsync([Looks.Weakness()], null, default))[0];
        foreach (var stale in new[] { first, first with { Version = 3 }, Looks.Weakness() })
            await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.SaveWeaknessesAsync([Looks.Weakness("tls.name"), stale with { Message = "x" }], Act("weakness.assign", "x"), default));
        Assert.Equal([first], await Ledger.WeaknessesOfAsync("filing", default));
        Assert.Empty(await Ledger.AuditTrailAsync(10, default));
        Assert.Equal("W-2026-0002", (await Ledger.SaveWeaknessesAsync([Looks.Weakness("tls.name")], null, default))[0].Id);
    }

    [Fact]
    public async Task Mended_weaknesses_are_read_since_and_go_in_time_and_their_numbers_never_come_again()
    {
        var saved = await Ledger.SaveWeaknessesAsync([Looks.Weakness("tls.a"), Looks.Weakness("tls.b"), Looks.Weakness("tls.c")], null, default);
        Weakness Mended(int i, int day) => saved[i] with { State = WeaknessState.Fixed, FixedAt = Some.T0.AddDays(day), Version = 2 };
        await Ledger.SaveWeaknessesAsync([Mended(0, 1), Mended(1, 5)], null, default);
        Assert.Equal(["tls.b", "tls.c"], (await Ledger.WeaknessesAsync(Some.T0.AddDays(3), 10, default)).Select(w => w.Code).Order());
        Assert.Equal(["tls.c"], (await Ledger.WeaknessesAsync(DateTimeOffset.MaxValue, 10, default)).Select(w => w.Code));
        Assert.Single(await Ledger.WeaknessesAsync(Some.T0, 1, default));
        Assert.Equal(1, await Ledger.PruneAlertsAsync(Some.T0.AddDays(3), default));
        Assert.Equal(["tls.b", "tls.c"], (await Ledger.WeaknessesOfAsync("filing", default)).Select(w => w.Code).Order());
        await Ledger.SaveWeaknessesAsync([Mended(2, 2)], null, default);
        await Ledger.PruneAlertsAsync(Some.T0.AddDays(9), default);
        Assert.Equal("W-2026-0004", (await Ledger.SaveWeaknessesAsync([Looks.Weakness("tls.a")], null, default))[0].Id);
    }

    [Fact]
    public async Task Of_writers_who_find_the_same_weaknesses_at_once_one_wins_and_every_number_is_given_once()
    {
        var other = (await Rig.OpenAsync()).Ledger;
        var won = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            // Every code is found by four of them, in both orders.
            string[] codes = [$"tls.{i % 10}", $"dns.{i % 10}"];
            try
            {
                await (i % 2 == 0 ? Ledger : other).SaveWeaknessesAsync([.. (i < 20 ? codes : codes.Reverse()).Select(c => Looks.Weakness(c))], null, default);
                return 1;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        })));
        var all = await Ledger.WeaknessesOfAsync("filing", default);
        Assert.Equal((10, 20), (won.Sum(), all.Count));
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"W-2026-{n:0000}"), all.Select(w => w.Id).Order());
    }
}
