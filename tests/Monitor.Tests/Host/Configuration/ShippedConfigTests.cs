using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Schema;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Configuration;

/// <summary>The samples an operator starts from are the tested ones.</summary>
public sealed class ShippedConfigTests
{
    private static readonly string Directory = Path.Combine(Repository.Root, "config");

    [Fact]
    public void The_shipped_samples_load_without_a_mistake() => Assert.Empty(ConfigLoader.Load(Directory).Errors);

    [Theory]
    [InlineData("", true)]
    [InlineData("enabled: false\n", false)]
    [InlineData("verified: 2026-06-01\n", false)]
    public void A_source_nobody_has_verified_is_warned_about_while_it_is_on(string more, bool warned)
    {
        using var config = new TempConfig();
        config.Write("sources/a.yaml", $"id: one\nname: 一\nkind: feed\n{more}options: {{url: x}}\n");
        Assert.Equal(warned, SourceNotes.Of(config.Load().Config!).Any(n => n.Contains("source one", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_written_schema_is_the_one_the_types_give()
    {
        foreach (var (name, text) in SchemaWriter.Build(Families.All))
            Assert.True(File.ReadAllText(Path.Combine(Directory, "schema", name)) == text, $"{name} is stale; run monitor check-config --write-schema");
    }
}
