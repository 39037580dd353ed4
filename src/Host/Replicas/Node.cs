using System.Security.Cryptography;

namespace Monitor.Host.Replicas;

/// <summary>This process among those that share a store.</summary>
/// <param name="Name">The machine's name and a random part, so that a restart is somebody else.</param>
/// <param name="Roles">What it does.</param>
/// <param name="Shared">False for the embedded store: there is nobody else, and nothing is agreed upon.</param>
internal sealed record Node(string Name, NodeRole Roles, bool Shared)
{
    public static Node Alone { get; } = new("alone", NodeRole.All, false);

    public static Node Of(NodeRole roles, bool shared) => new($"{Environment.MachineName.ToLowerInvariant()}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}", roles, shared);

    /// <summary>Checks targets and reports to the service that judges; alone with its store.</summary>
    public bool Outpost => !Shared && Roles == NodeRole.Probe;

    public bool Has(NodeRole any) => Roles.Any(any);
}
