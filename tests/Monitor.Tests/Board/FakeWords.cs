using Monitor.Core.Cases;
using Monitor.Host.Cases;

namespace Monitor.Tests.Board;

/// <summary>Notes what would have become an official word.</summary>
internal sealed class FakeWords : ICaseWords
{
    public List<Case> Published { get; } = [];

    public Task PublishAsync(Case subject, CancellationToken ct)
    {
        Published.Add(subject);
        return Task.CompletedTask;
    }
}
