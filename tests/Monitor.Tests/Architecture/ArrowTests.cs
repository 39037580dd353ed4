using System.Xml.Linq;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Architecture;

/// <summary>Host sees all; every other room sees only Core; Core sees none of ours.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Collectors"] = ["Core"],
        ["Analysis"] = ["Core"],
        ["Alerts"] = ["Core"],
        ["Storage"] = ["Core"],
        ["Host"] = ["Core", "Collectors", "Analysis", "Alerts", "Storage"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_references_only_the_rooms_it_may_see(string room)
    {
        var forbidden = Project(room).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string?)r.Attribute("Include"))!.Replace('\\', '/')))
            .Except(Allowed[room]).ToList();
        Assert.True(forbidden.Count == 0, $"{room} must not see {string.Join(", ", forbidden)}: rooms meet in Core's records and in Host's loops.");
    }

    [Fact]
    public void Every_project_under_src_is_a_known_room()
    {
        var found = Directory.GetDirectories(Repository.File("src")).Select(d => Path.GetFileName(d)!).Order();
        Assert.Equal(Allowed.Keys.Order(), found);
    }

    [Fact]
    public void Only_storage_has_database_packages()
    {
        foreach (var room in Allowed.Keys.Where(r => r != "Storage"))
        {
            var databases = Packages(room).Where(p => p is "Dapper" or "Npgsql" || p.Contains("Sqlite", StringComparison.Ordinal)).ToList();
            Assert.True(databases.Count == 0, $"{room} must not use {string.Join(", ", databases)}: only Storage talks to databases.");
        }
    }

    [Fact]
    public void Core_needs_nothing_but_the_platform_and_logging_abstractions()
        => Assert.Equal(["Microsoft.Extensions.Logging.Abstractions"], Packages("Core"));

    [Fact]
    public void Native_code_of_the_transformer_comes_with_the_host_alone_and_can_be_left_out()
    {
        Assert.All(Allowed.Keys.Where(r => r != "Host"), room => Assert.DoesNotContain("Microsoft.ML.OnnxRuntime", Packages(room)));
        var reference = Project("Host").Descendants("PackageReference").Single(p => (string?)p.Attribute("Include") == "Microsoft.ML.OnnxRuntime");
        Assert.Equal("'$(Transformer)' != 'false'", (string?)reference.Parent!.Attribute("Condition"));
    }

    private static XDocument Project(string room) => XDocument.Load(Repository.File("src", room, room + ".csproj"));

    private static IEnumerable<string> Packages(string room)
        => Project(room).Descendants("PackageReference").Select(p => (string)p.Attribute("Include")!);
}
