using Monitor.Core.Contracts;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public List<LeaseState> Leases { get; } = [];

    public Task<bool> HoldAsync(string lease, string holder, TimeSpan length, DateTimeOffset now, CancellationToken ct) => Task.FromResult(true);

    public Task ReleaseAsync(string lease, string holder, CancellationToken ct) => Task.CompletedTask;

    public Task<IReadOnlyList<LeaseState>> LeasesAsync(DateTimeOffset now, CancellationToken ct) => Task.FromResult<IReadOnlyList<LeaseState>>([.. Leases]);
}
