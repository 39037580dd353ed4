using Monitor.Analysis;
using Xunit;
using YamlDotNet.Serialization;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class RuleFilesTests
{
    public static TheoryData<string> Names { get; } = [.. DetectorCatalog.Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_has_a_rule_file_that_names_only_options_it_has(string name)
    {
        var path = Path.Combine(Root(), "config", "rules", name + ".yaml");
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(path));
        Assert.Equal(name, file["kind"]);
        var options = (Dictionary<object, object>)file["options"];
        var known = DetectorCatalog.Kinds.Single(k => k.Name == name).OptionsType.GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);
        Assert.Equal(known.Order(StringComparer.Ordinal), options.Keys.Select(k => (string)k).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_file_is_of_a_known_kind() =>
        Assert.Equal(
            DetectorCatalog.Kinds.Select(k => k.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(Root(), "config", "rules"), "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Monitor.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("No Monitor.sln above " + AppContext.BaseDirectory);
    }
}
