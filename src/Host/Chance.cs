using System.Security.Cryptography;

namespace Monitor.Host;

/// <summary>The one place where the service's randomness comes from; tests pass a seeded one.</summary>
internal static class Chance
{
    // A seeded Random is what the ban asks for; the seed here is the machine's own.
    public static Random FromSystem() => new(RandomNumberGenerator.GetInt32(int.MaxValue));
}
