using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts.Outbox;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

/// <summary>Between a lane's last look at the outbox and its end a notice may come, and the look that brings it finds the lane still running.</summary>
public sealed class LaneEndTests
{
    [Fact]
    public async Task A_notice_that_comes_when_its_lane_has_just_found_nothing_more_is_not_left_for_the_next_scheduled_look()
    {
        await using var database = new TempDatabase();
        var mail = new Told(_ => new Receipt(DeliveryOutcome.Delivered, "250 ok"));
        var ledger = DispatchProxy.Create<ILedger, FoundNothing>();
        var between = (FoundNothing)ledger;
        between.Real = database.Ledger;
        await using var pump = new OutboxPump(
            ledger, new Dictionary<string, INotifier> { ["mail"] = mail }, new FakeTimeProvider(Some.T0), new Random(7), NullLogger<OutboxPump>.Instance);
        between.Then = async () =>
        {
            await AddAsync(database, "second");
            Assert.Equal(0, await pump.PumpAsync(default));
        };

        await AddAsync(database, "first");
        await pump.PumpAsync(default);
        await pump.IdleAsync();
        Assert.Equal(["first", "second"], mail.Sent);
    }

    private static Task AddAsync(TempDatabase database, string id) =>
        database.Ledger.CommitAsync(new JudgeOutcome { Notices = [Some.Notice(id) with { AlertId = id, Channel = "mail" }] }, default);

    /// <summary>The real ledger; the first time a lane finds nothing due, something happens before it is told so.</summary>
    public class FoundNothing : DispatchProxy
    {
        internal ILedger? Real { get; set; }

        internal Func<Task>? Then { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = targetMethod!.Invoke(Real, args);
            return answer is Task<LeasedNotice?> lease ? AndThenAsync(lease) : answer;
        }

        private async Task<LeasedNotice?> AndThenAsync(Task<LeasedNotice?> lease)
        {
            var leased = await lease;
            if (leased is null && Then is { } then)
            {
                Then = null;
                await then();
            }

            return leased;
        }
    }
}
