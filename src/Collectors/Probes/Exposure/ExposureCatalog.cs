namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Every check; nothing else lists them.</summary>
internal static class ExposureCatalog
{
    public const string OwnId = "path";

    public static IReadOnlyList<ExposureCheck> All { get; } = [.. RepositoryChecks.All, .. BackupChecks.All, .. ConsoleChecks.All, .. DebugChecks.All];

    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(c => c.Id), OwnId];
}
