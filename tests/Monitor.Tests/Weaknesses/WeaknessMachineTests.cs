using CsCheck;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Tests.Contracts;
using Xunit;
using static Monitor.Tests.Weaknesses.Looks;

namespace Monitor.Tests.Weaknesses;

public sealed class WeaknessMachineTests
{
    private static readonly Gen<(ProbeState State, bool Shown, FindingSeverity Severity, bool OtherKind, int Repeat)[]> Histories =
        Gen.Select(Gen.Enum<ProbeState>(), Gen.Bool, Gen.Int[1, 3].Select(i => (FindingSeverity)i), Gen.Int[0, 5].Select(i => i == 0), Gen.Int[1, 2]).Array[0, 30];

    [Fact]
    public void Only_looks_in_a_row_that_reached_the_target_prove_it_mended_and_one_that_shows_it_opens_it_again() => Histories.Sample(history =>
    {
        IReadOnlyList<Weakness> known = [];
        // The rule said once more, in the plainest way.
        var (exists, open, clean, reopened, hour) = (false, false, 0, 0, 0);
        foreach (var (state, shown, severity, otherKind, repeat) in history)
        {
            hour++;
            var look = Look(hour, state, shown ? [Expiring(severity)] : []);
            if (otherKind && !shown) look = look with { Kind = "http" };
            if (shown)
            {
                if (exists && !open) reopened++;
                (exists, open, clean) = (true, true, 0);
            }
            else if (open && state is ProbeState.Up or ProbeState.Degraded && open && !otherKind && ++clean == Rules.VerifyLooks)
            {
                open = false;
            }

            // Told twice it is told once.
            for (var i = 0; i < repeat; i++) known = Store(known, WeaknessMachine.Apply(known, look, Rules));
            Assert.Equal(exists ? 1 : 0, known.Count);
            if (known is not [var w]) continue;
            Assert.Equal(open, w.State is WeaknessState.Open or WeaknessState.Reopened);
            Assert.Equal((reopened, w.State == WeaknessState.Fixed), (w.Reopenings, w.FixedAt is not null));
            Assert.Equal(reopened > 0 && open, w.State == WeaknessState.Reopened);
            if (shown) Assert.Equal((severity, look.At), (w.Severity, w.LastSeen));
            Assert.True(w.Due <= Rules.DueOf(w.Severity, w.LastSeen) || severity < FindingSeverity.High);
            Assert.True(w.Due >= WeaknessDays.Of(w.OpenSince).AddDays(3));
        }
    });

    [Fact]
    public void A_look_that_could_not_see_or_of_another_kind_or_from_before_proves_nothing()
    {
        IReadOnlyList<Weakness> known = [Weakness()];
        foreach (var look in new[] { Look(1, ProbeState.Down), Look(1, ProbeState.Unknown), Look(1, ProbeState.Up) with { Kind = "http" }, Look(0, ProbeState.Up), Look(-1, ProbeState.Up) })
            Assert.Empty(WeaknessMachine.Apply(known, look, Rules));
        Assert.Equal(1, Assert.Single(WeaknessMachine.Apply(known, Look(1, ProbeState.Degraded), Rules)).Clean);
    }

    [Fact]
    public void What_another_place_saw_only_that_place_can_say_is_gone()
    {
        WeaknessLook From(double hours, string? vantage, params Finding[] findings) => WeaknessLook.Of("tls", Check(hours, ProbeState.Up, findings) with { Vantage = vantage });
        var found = Assert.Single(WeaknessMachine.Apply([], From(0, "north", Expiring()), Rules));
        Assert.Empty(WeaknessMachine.Apply([found], From(1, null), Rules));
        Assert.Empty(WeaknessMachine.Apply([found], From(1, "south"), Rules));
        Assert.Equal(1, Assert.Single(WeaknessMachine.Apply([found], From(1, "north"), Rules)).Clean);
    }

    [Fact]
    public void What_a_broken_check_shows_is_seen_all_the_same()
    {
        var found = Assert.Single(WeaknessMachine.Apply([], Look(0, ProbeState.Down, new Finding("tls.expired", FindingSeverity.High, "已过期")), Rules));
        Assert.Equal((WeaknessState.Open, new DateOnly(2026, 6, 10), null, null), (found.State, found.Due, found.Owner, found.ReportedAt));
    }

    [Fact]
    public void Sights_are_stored_now_and_then_and_everything_else_at_once()
    {
        IReadOnlyList<Weakness> known = [Weakness("tls.expiring", FindingSeverity.Low)];
        var same = Expiring() with { Message = "说明" };
        Assert.Empty(WeaknessMachine.Apply(known, Look(0.1, ProbeState.Up, same), Rules));
        Assert.Single(WeaknessMachine.Apply(known, Look(0.2, ProbeState.Up, same), Rules));
        Assert.Single(WeaknessMachine.Apply(known, Look(0.1, ProbeState.Up, same with { Message = "剩 3 天" }), Rules));
    }

    [Theory]
    [InlineData(FindingSeverity.High, "2026-06-12")] // three days from when it became worse
    [InlineData(FindingSeverity.Medium, "2026-06-23")]
    [InlineData(FindingSeverity.Low, "2026-08-06")] // as it was
    public void Worse_is_due_sooner_and_never_later(FindingSeverity now, string due)
    {
        var changed = Assert.Single(WeaknessMachine.Apply([Weakness("tls.expiring", FindingSeverity.Low)], Look(48, ProbeState.Up, Expiring(now)), Rules));
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), changed.Due);
    }

    [Fact]
    public void Days_are_those_of_Shanghai_and_the_last_one_is_in_time()
    {
        // Half past eleven at night, UTC: already the next day in Shanghai.
        var found = new DateTimeOffset(2026, 6, 7, 23, 30, 0, TimeSpan.Zero);
        var w = Weakness("tls.name", FindingSeverity.High) with { Due = Rules.DueOf(FindingSeverity.High, found) };
        Assert.Equal(new DateOnly(2026, 6, 11), w.Due);
        Assert.False(w.IsOverdueAt(new DateTimeOffset(2026, 6, 11, 23, 59, 59, TimeSpan.FromHours(8))));
        Assert.True(w.IsOverdueAt(new DateTimeOffset(2026, 6, 12, 0, 0, 0, TimeSpan.FromHours(8))));
    }

    [Fact]
    public void The_first_owner_that_takes_it_has_it_reported()
    {
        var rules = Rules with
        {
            Owners = [new WeaknessOwner { Name = "别人", Targets = ["other"] }, new WeaknessOwner { Name = "证书管理员", Codes = ["tls."] }, new WeaknessOwner { Name = "其余" }],
        };
        var found = WeaknessMachine.Apply([], Look(0, ProbeState.Up, Expiring(), new Finding("headers.cookies", FindingSeverity.Low, "m")), rules);
        Assert.Equal([("tls.expiring", "证书管理员", Some.T0), ("headers.cookies", "其余", Some.T0)], found.Select(w => (w.Code, w.Owner!, w.ReportedAt!.Value)));
    }

    [Fact]
    public void One_result_holds_many_of_one_code_by_subject_and_the_worst_of_one()
    {
        Finding At(string? subject, FindingSeverity severity) => new("exposure.backup", severity, "备份文件") { Subject = subject };
        var look = Look(0, ProbeState.Degraded, At("/a.zip", FindingSeverity.Low), At("/b.zip", FindingSeverity.High), At("/a.zip", FindingSeverity.Medium), At(null, FindingSeverity.Low));
        var found = WeaknessMachine.Apply([], look, Rules);
        Assert.Equal([("/a.zip", FindingSeverity.Medium), ("/b.zip", FindingSeverity.High), (null, FindingSeverity.Low)], found.Select(w => (w.Subject, w.Severity)));
        Assert.Equal(3, found.Select(w => w.Fingerprint).Distinct().Count());
    }

    [Theory]
    [InlineData("tls.expiring", FindingSeverity.Low, true)]
    [InlineData("headers.cookies", FindingSeverity.High, true)]
    [InlineData("exposure.git", FindingSeverity.High, true)]
    [InlineData("tampering.script", FindingSeverity.Medium, true)]
    [InlineData("lookalike.domain", FindingSeverity.Medium, true)]
    [InlineData("dns.private", FindingSeverity.Medium, true)]
    [InlineData("dns.drift", FindingSeverity.Medium, false)]
    [InlineData("tls.protocol", FindingSeverity.Info, false)]
    [InlineData("http.status", FindingSeverity.High, false)]
    [InlineData("capacity.limit", FindingSeverity.High, false)]
    [InlineData("heartbeat.late", FindingSeverity.High, false)]
    [InlineData("tlsx.expiring", FindingSeverity.High, false)]
    public void Lasting_faults_are_weaknesses_and_matters_of_the_moment_are_none(string code, FindingSeverity severity, bool is_) =>
        Assert.Equal(is_, WeaknessKey.Is(new Finding(code, severity, "m")));

    [Fact]
    public void Keys_do_not_flow_into_one_another()
    {
        var keys = new[] { ("a", "b", null), ("a", "b", ""), ("ab", "", null), ("a", "", "b"), ("a\n1:b", "c", null), ("a", "b\nc", null), ("a", "b", "c") }.Select(k => WeaknessKey.Fingerprint(k.Item1, k.Item2, k.Item3)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal("8a2a1aab4aa3a9b9".Length, keys[0].Length);
        Assert.Equal(keys[0], WeaknessKey.Fingerprint("a", "b", null));
    }

    private static IReadOnlyList<Weakness> Store(IReadOnlyList<Weakness> known, IReadOnlyList<Weakness> changed)
    {
        foreach (var w in changed) Assert.Equal((known.FirstOrDefault(k => k.Fingerprint == w.Fingerprint)?.Version ?? 0) + 1, w.Version);
        return [.. known.Where(k => changed.All(c => c.Fingerprint != k.Fingerprint)), .. changed];
    }
}
