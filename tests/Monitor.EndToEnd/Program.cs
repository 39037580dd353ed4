using Monitor.EndToEnd.Support;
using Monitor.EndToEnd.Support.Doomed;

namespace Monitor.EndToEnd;

/// <summary>What xunit would generate, and doors of our own: the services that tests kill, and pictures of every page.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [DoomedService.Word, ..]) return await DoomedService.RunAsync(args);
        if (args is [Pictures.Word, var folder]) return await Pictures.TakeAsync(folder);
        if (args is [DoomedIntake.Word, ..]) return await DoomedIntake.RunAsync(args);
        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
