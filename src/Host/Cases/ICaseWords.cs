using Monitor.Core.Cases;

namespace Monitor.Host.Cases;

/// <summary>Makes a case's public answer an official word.</summary>
internal interface ICaseWords
{
    Task PublishAsync(Case subject, CancellationToken ct);
}
