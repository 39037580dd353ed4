using System.Reflection;

namespace Monitor.Host.Logging.Ecs;

/// <summary>Who logs; the same on every line.</summary>
internal sealed record EcsService(string Name, string Version, string? Environment, string Node, int Process)
{
    public const string Dataset = "monitor.app";

    public static EcsService Of(string? environment) => new(
        "monitor",
        typeof(EcsService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0",
        environment ?? System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"),
        System.Environment.MachineName,
        System.Environment.ProcessId);
}
