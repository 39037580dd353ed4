using System.Text.Json;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch.Spec;

/// <summary>Elastic's own specification, as ./test fetches and trims it; null where there was no network.</summary>
internal static class SpecFile
{
    private static readonly Lazy<SpecChecker?> Loaded = new(Load);

    public static SpecChecker? Checker => Loaded.Value;

    public static string Path => System.IO.Path.Combine(Repository.Root, ".cache", "elasticsearch-spec", "spec.json");

    public static SpecChecker OrSkip()
    {
        Assert.SkipWhen(Checker is null, $"Elastic's specification is not at {Path}; ./test fetches it with npm where there is a network.");
        return Checker!;
    }

    private static SpecChecker? Load() => File.Exists(Path) ? new SpecChecker(JsonDocument.Parse(File.ReadAllBytes(Path)).RootElement) : null;
}
