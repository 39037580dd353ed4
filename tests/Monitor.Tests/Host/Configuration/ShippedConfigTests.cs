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

    [Fact]
    public void The_written_schema_is_the_one_the_types_give()
    {
        foreach (var (name, text) in SchemaWriter.Build(Families.All))
            Assert.True(File.ReadAllText(Path.Combine(Directory, "schema", name)) == text, $"{name} is stale; run monitor check-config --write-schema");
    }
}
