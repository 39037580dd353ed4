using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Contracts;
using Monitor.Host.Replicas;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Host.Replicas;

/// <summary>Two processes on one ledger, by a clock that the test turns.</summary>
public sealed class LeadershipTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 6, 7, 9, 0, 0, TimeSpan.Zero));
    private readonly TempDatabase _database = new();
    private readonly Post _a;
    private readonly Post _b;

    public LeadershipTests() => (_a, _b) = (new Post(this, "a"), new Post(this, "b"));

    [Fact]
    public async Task One_of_two_leads_and_the_other_stands_by()
    {
        await _a.TurnAsync();
        await _b.TurnAsync();
        Assert.True(_a.Leads);
        Assert.False(_b.Leads);
        Assert.Equal(["judge"], _b.Leadership.Standby);
        Assert.Equal((1, 0), (_a.Begun, _b.Begun));
    }

    [Fact]
    public async Task A_leader_that_died_is_followed_when_its_lease_is_over_and_not_before()
    {
        await _a.TurnAsync();
        _time.Advance(Leadership.Length - TimeSpan.FromSeconds(1));
        await _b.TurnAsync();
        Assert.False(_b.Leads);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _b.TurnAsync();
        Assert.True(_b.Leads);
    }

    [Fact]
    public async Task Whoever_was_paused_does_not_lead_when_it_wakes_even_before_it_has_asked()
    {
        await _a.TurnAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_a.Leads);
        Assert.False(await _a.Leadership.WhileAsync(Charge.Judge, _ => throw new InvalidOperationException("ran"), default));
        await _b.TurnAsync();
        await _a.TurnAsync();
        Assert.False(_a.Leads);
        Assert.Equal(1, _a.Ended);
    }

    [Fact]
    public async Task It_stops_leading_before_another_can_begin_also_when_the_store_is_away()
    {
        await _a.TurnAsync();
        _a.Away = true;
        _time.Advance(Leadership.Length - TimeSpan.FromSeconds(2));
        await _a.TurnAsync();
        Assert.True(_a.Leads);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_a.Leads);
        await _b.TurnAsync();
        Assert.False(_b.Leads);
    }

    [Fact]
    public async Task A_turn_under_way_is_cancelled_when_the_lease_runs_out()
    {
        await _a.TurnAsync();
        var turn = _a.Leadership.WhileAsync(Charge.Judge, t => Task.Delay(Timeout.InfiniteTimeSpan, _time, t), default);
        Assert.False(turn.IsCompleted);
        _time.Advance(Leadership.Length);
        Assert.False(await turn.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, default));
    }

    [Fact]
    public async Task Renewing_keeps_it_for_as_long_as_one_likes()
    {
        for (var i = 0; i < 60; i++)
        {
            await _a.TurnAsync();
            await _b.TurnAsync();
            _time.Advance(Leadership.RenewEvery);
        }

        Assert.True(_a.Leads);
        Assert.Equal(1, _a.Begun);
    }

    [Fact]
    public async Task Whoever_goes_gives_it_up_at_once()
    {
        await _a.TurnAsync();
        await _a.Leadership.ResignAsync(default);
        Assert.False(_a.Leads);
        await _b.TurnAsync();
        Assert.True(_b.Leads);
        await _a.TurnAsync();
        Assert.False(_a.Leads);
        Assert.Equal(["b"], Roll.Of(await _database.Ledger.LeasesAsync(_time.GetUtcNow(), default)).Select(r => r.Name));
    }

    [Fact]
    public async Task A_memory_that_cannot_be_warmed_leaves_the_duty_to_the_other()
    {
        _a.Fails = true;
        await _a.TurnAsync();
        Assert.False(_a.Leads);
        await _b.TurnAsync();
        Assert.True(_b.Leads);
    }

    [Fact]
    public async Task A_wall_clock_put_ahead_ends_it_early_and_one_put_back_does_not_prolong_it()
    {
        await _a.TurnAsync();
        _time.AdjustTime(_time.GetUtcNow().AddMinutes(-10));
        Assert.True(_a.Leads);
        _time.Advance(Leadership.Length);
        Assert.False(_a.Leads);
    }

    [Fact]
    public async Task Alone_everything_is_ours_and_no_lease_is_asked_for()
    {
        using var alone = new Leadership(new Line(_database.Ledger, () => true), Node.Alone, _time, NullLogger<Leadership>.Instance);
        alone.Take(_a.Charge);
        foreach (var turn in alone.Turns) await turn(default);
        await alone.ResignAsync(default);
        Assert.True(alone.Leads(Charge.Judge));
        Assert.True(await alone.WhileAsync(Charge.Judge, _ => Task.CompletedTask, default));
    }

    [Fact]
    public async Task The_roll_shows_who_is_there_and_who_leads_since_when()
    {
        await _a.TurnAsync();
        _time.Advance(TimeSpan.FromSeconds(3));
        await _b.TurnAsync();
        await _a.TurnAsync();
        var roll = Roll.Of(await _database.Ledger.LeasesAsync(_time.GetUtcNow(), default));
        Assert.Equal(["a", "b"], roll.Select(r => r.Name));
        Assert.Equal(["collect", "judge"], roll[0].Roles);
        Assert.Equal(_time.GetUtcNow().AddSeconds(-3), Assert.Single(roll[0].Leads).Since);
        Assert.Empty(roll[1].Leads);
    }

    public async ValueTask DisposeAsync()
    {
        _a.Leadership.Dispose();
        _b.Leadership.Dispose();
        await _database.DisposeAsync();
    }

    private sealed class Post
    {
        public Post(LeadershipTests house, string name)
        {
            Leadership = new Leadership(new Line(house._database.Ledger, () => Away), new Node(name, NodeRole.Collect | NodeRole.Judge, true), house._time, NullLogger<Leadership>.Instance);
            Charge = new Charge(Charge.Judge, NodeRole.Judge, BeginAsync, () => Task.CompletedTask, () => Ended++);
            Leadership.Take(Charge);
            Leadership.Take(new Charge(Charge.Deliver, NodeRole.Deliver, BeginAsync, () => Task.CompletedTask, () => { }));
        }

        public Leadership Leadership { get; }

        public Charge Charge { get; }

        public bool Away { get; set; }

        public bool Fails { get; set; }

        public int Begun { get; private set; }

        public int Ended { get; private set; }

        public bool Leads => Leadership.Leads(Charge.Judge);

        public Task TurnAsync() => Task.WhenAll(Leadership.Turns.Select(t => t(default)));

        private Task BeginAsync(CancellationToken ct)
        {
            if (Fails) throw new InvalidOperationException("not now");
            Begun++;
            return Task.CompletedTask;
        }
    }

    /// <summary>The way to the store, which can break.</summary>
    private sealed class Line(ILeaseLedger ledger, Func<bool> away) : ILeaseLedger
    {
        public Task<bool> HoldAsync(string lease, string holder, TimeSpan length, DateTimeOffset now, CancellationToken ct) =>
            away() ? throw new IOException("away") : ledger.HoldAsync(lease, holder, length, now, ct);

        public Task ReleaseAsync(string lease, string holder, CancellationToken ct) => away() ? throw new IOException("away") : ledger.ReleaseAsync(lease, holder, ct);

        public Task<IReadOnlyList<LeaseState>> LeasesAsync(DateTimeOffset now, CancellationToken ct) => ledger.LeasesAsync(now, ct);
    }
}
